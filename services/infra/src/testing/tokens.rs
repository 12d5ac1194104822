//! Access tokens without an auth service.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use orion_contracts::auth::v1::{AUDIENCE, AccessToken, Claims, ISSUER, Jwks, Role};
use orion_contracts::{SessionId, UserId};
use uuid::Uuid;

use crate::identity::{SigningKey, Tokens};

/// Something that verifies tokens, and something that issues the tokens that it finds sound.
///
/// # Panics
/// When no key can be had.
pub fn tokens() -> (
    Tokens,
    impl Fn(UserId, &[Role]) -> AccessToken + Clone + Send + Sync + 'static,
) {
    let key = match SigningKey::generate() {
        Ok(key) => Arc::new(key),
        Err(error) => panic!("{error}"),
    };
    let tokens = Tokens::local(Jwks {
        keys: vec![key.jwk()],
    });
    let issue = move |user, roles: &[Role]| match key.sign(&claims(user, roles)) {
        Ok(token) => token,
        Err(error) => panic!("{error}"),
    };
    (tokens, issue)
}

/// What a token says that was issued just now, in a session of its own, for an hour.
#[must_use]
pub fn claims(user: UserId, roles: &[Role]) -> Claims {
    let now = Timestamp::now();
    Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user,
        iat: now.as_second(),
        nbf: now.as_second(),
        exp: (now + SignedDuration::from_hours(1)).as_second(),
        jti: Uuid::now_v7(),
        sid: SessionId(Uuid::now_v7()),
        roles: roles.to_vec(),
    }
}
