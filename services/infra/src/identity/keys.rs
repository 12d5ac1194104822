//! Where the keys come from that tokens are verified with.

use std::sync::Arc;

use jsonwebtoken::DecodingKey;
use orion_contracts::auth::v1::Jwks;

use super::Unverified;
use super::key_set::KeySet;
use super::remote::Remote;

/// Keys that are at hand.
pub trait KeySource: Send + Sync + 'static {
    /// Those that hold now.
    fn jwks(&self) -> Jwks;
}

impl KeySource for Jwks {
    fn jwks(&self) -> Jwks {
        self.clone()
    }
}

pub(super) enum Keys {
    Local(Box<dyn KeySource>),
    Remote(Arc<Remote>),
}

impl Keys {
    /// The key of that id.
    ///
    /// # Errors
    /// When there is none, or it cannot be told.
    pub(super) async fn find(&self, id: &str) -> Result<Arc<DecodingKey>, Unverified> {
        match self {
            Self::Local(source) => KeySet::of(source.jwks())
                .find(id)
                .ok_or(Unverified::UnknownKey),
            Self::Remote(remote) => remote.find(id).await,
        }
    }

    /// How often keys were taken back.
    pub(super) fn losses(&self) -> u64 {
        match self {
            Self::Local(_) => 0,
            Self::Remote(remote) => remote.losses(),
        }
    }
}
