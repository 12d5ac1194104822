//! `POST /v1/auth/refresh`.
//!
//! A refresh token is worth one pair of tokens. Showing it a second time means that two have it, and nobody can
//! tell which of them is the thief: the session ends for both. That is so for two requests at the same time as
//! well. One of them gets a pair, the other is refused, and the pair's refresh token is worth nothing any more.
//! There is no time in which a token may be shown twice because an answer was lost: a thief could use it, too.

use axum::extract::State;
use orion_contracts::auth::v1::RefreshRequest;
use orion_infra::http::{ApiProblem, Json, Reply};

use super::refusals::session_over;
use super::token_pair::TokenPair;
use crate::app::App;
use crate::domain::refresh_token;
use crate::limits::{Client, Rate};
use crate::store::accounts;
use crate::store::sessions::{self, NewToken};

pub(super) async fn refresh(
    State(app): State<App>,
    client: Client,
    Json(request): Json<RefreshRequest>,
) -> Reply<TokenPair> {
    app.rates.admit_known(Rate::Session, client).await?;
    let now = app.clock.now();
    let shown = refresh_token::digest(&request.refresh_token);
    let session = sessions::of_token(app.database.pool(), &shown).await?;
    let session = session.ok_or_else(session_over)?;

    let mut transaction = app.database.begin().await?;
    let expires_at = now + app.lifetimes.refresh;
    if !sessions::keep(&mut transaction, session, now, expires_at).await? {
        return Err(session_over());
    }
    match sessions::spend(&mut transaction, &shown, now).await? {
        None => {
            sessions::end(&mut transaction, session, now).await?;
            transaction.commit().await?;
            tracing::warn!(%session, "a refresh token was shown twice: the session is ended");
            return Err(session_over());
        }
        Some(expired) if expired <= now => return Err(session_over()),
        Some(_) => {}
    }
    let account = accounts::of_session(&mut *transaction, session, now).await?;
    let account = account.ok_or_else(session_over)?;
    let token = refresh_token::generate().map_err(ApiProblem::internal)?;
    let next = NewToken {
        digest: &refresh_token::digest(&token),
        session,
        issued_at: now,
        expires_at,
    };
    sessions::add(&mut transaction, &next).await?;
    transaction.commit().await?;
    TokenPair::new(&app, &account, session, token, now)
}
