//! Who is asking, as a handler sees it.

use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use orion_contracts::auth::v1::{AccessToken, Role};
use orion_contracts::problem::ProblemCode;
use orion_contracts::{SessionId, UserId};

use super::{Tokens, Unverified};
use crate::http::{ApiProblem, Reply};

/// When to try again where the keys are not to be had.
const PAUSE: Duration = Duration::from_secs(5);

/// Whoever asks, proven by the access token of the request. Without one that holds the request is refused with 401; with
/// 503 when that cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub user: UserId,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Their proof, for calls to other services on their behalf.
    pub token: AccessToken,
    /// The session that the token belongs to.
    pub session: SessionId,
}

impl Caller {
    /// Whether they have the role `admin`.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.roles.contains(&Role::Admin)
    }

    /// Goes on for admins only.
    ///
    /// # Errors
    /// 403 for everybody else.
    pub fn admin(&self) -> Reply<()> {
        if self.is_admin() {
            Ok(())
        } else {
            Err(ApiProblem::new(ProblemCode::Forbidden).detail("this is for admins"))
        }
    }

    /// Goes on for that user, and for admins.
    ///
    /// # Errors
    /// 403 for everybody else.
    pub fn self_or_admin(&self, user: UserId) -> Reply<()> {
        if self.user == user || self.is_admin() {
            Ok(())
        } else {
            let detail = "this is for the user themselves, and for admins";
            Err(ApiProblem::new(ProblemCode::Forbidden).detail(detail))
        }
    }
}

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Tokens: FromRef<S>,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        let Some(token) = bearer(parts) else {
            return Err(ApiProblem::new(ProblemCode::Unauthenticated)
                .detail("an access token is needed: `Authorization: Bearer …`"));
        };
        let claims = Tokens::from_ref(state)
            .claims(token)
            .await
            .map_err(refusal)?;
        Ok(Self {
            user: claims.sub,
            roles: claims.roles.clone(),
            token: AccessToken::new(token.to_owned()),
            session: claims.sid,
        })
    }
}

fn refusal(why: Unverified) -> ApiProblem {
    match why {
        Unverified::KeysUnavailable => ApiProblem::new(ProblemCode::Unavailable)
            .detail("access tokens cannot be verified now")
            .retry_after(PAUSE),
        Unverified::Expired => ApiProblem::invalid_token().detail("the access token has expired"),
        other => {
            tracing::debug!(why = %other, "a token was refused");
            ApiProblem::invalid_token().detail("the access token does not hold")
        }
    }
}

/// The token of the only `Authorization: Bearer …` (RFC 6750, section 2.1).
fn bearer(parts: &Parts) -> Option<&str> {
    let mut values = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
