//! A pair of tokens, made and handed out.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use orion_contracts::SessionId;
use orion_contracts::auth::v1::{
    AUDIENCE, AccessToken, Claims, ISSUER, RefreshToken, TokenResponse, TokenType,
};
use orion_infra::database::new_id;
use orion_infra::http::{ApiProblem, Json, Reply};

use crate::app::App;
use crate::domain::Account;

/// There is no key to sign with.
#[derive(Debug, thiserror::Error)]
#[error("there is no signing key")]
struct NoKey;

/// A pair of tokens as it is handed out: nobody on the way may keep it (RFC 6749, section 5.1).
#[derive(Debug)]
pub(super) struct TokenPair(TokenResponse);

impl TokenPair {
    /// Of a refresh token that is stored by now, and an access token that is made here.
    pub(super) fn new(
        app: &App,
        account: &Account,
        session: SessionId,
        refresh_token: RefreshToken,
        now: Timestamp,
    ) -> Reply<Self> {
        let expires_in = u32::try_from(app.lifetimes.access.as_secs()).unwrap_or(u32::MAX);
        Ok(Self(TokenResponse {
            access_token: access_token(app, account, session, now)?,
            token_type: TokenType::Bearer,
            expires_in,
            refresh_token,
        }))
    }
}

impl IntoResponse for TokenPair {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}

fn access_token(
    app: &App,
    account: &Account,
    session: SessionId,
    now: Timestamp,
) -> Reply<AccessToken> {
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: account.user,
        iat: now.as_second(),
        nbf: now.as_second(),
        exp: (now + app.lifetimes.access).as_second(),
        jti: new_id(),
        sid: session,
        roles: account.roles(),
    };
    let key = app
        .keys
        .signing()
        .ok_or_else(|| ApiProblem::internal(NoKey))?;
    key.sign(&claims).map_err(ApiProblem::internal)
}
