//! Access tokens: which hold, which do not, where the keys come from, and what a handler sees of it.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod caller;
mod forged;
mod judged;
mod remote;

use orion_contracts::UserId;
use orion_contracts::auth::v1::{Claims, Jwks, Role};
use orion_infra::identity::SigningKey;
use orion_infra::testing;
use uuid::Uuid;

pub(crate) fn somebody() -> UserId {
    UserId(Uuid::now_v7())
}

/// Claims that hold.
pub(crate) fn sound() -> Claims {
    testing::claims(somebody(), &[Role::User])
}

pub(crate) fn published(keys: &[&SigningKey]) -> Jwks {
    Jwks {
        keys: keys.iter().map(|key| key.jwk()).collect(),
    }
}
