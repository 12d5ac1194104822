//! Verifying access tokens.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jsonwebtoken::{Algorithm, Validation, get_current_timestamp};
use moka::sync::Cache;
use orion_contracts::auth::v1::{AUDIENCE, Claims, ISSUER};
use orion_contracts::text::TOKEN_MAX;
use ring::digest::{SHA256, digest};

use super::keys::{KeySource, Keys};
use super::remote::Remote;
use super::{TOKEN_TYPE, Unverified, provider};
use crate::http::BaseUrl;

/// How far the clocks of two machines may be apart, in seconds.
const LEEWAY: u64 = 30;
/// How many verified tokens are remembered.
const REMEMBERED_MAX: u64 = 10_000;
/// How long a verified token is remembered, if it does not expire before.
const REMEMBERED: Duration = Duration::from_mins(15);

/// Verifies access tokens, and remembers those that hold until they expire. Clones share what they know.
#[derive(Clone)]
pub struct Tokens(Arc<Inner>);

struct Inner {
    keys: Keys,
    validation: Validation,
    /// By the SHA-256 of the token: who reads memory learns no tokens.
    verified: Cache<[u8; 32], Arc<Claims>>,
    losses: AtomicU64,
}

impl Tokens {
    /// With the keys that the auth service at that address publishes. They are got when they are first needed, again
    /// every five minutes, and when a token names a key that is not among them, but not more often than every five
    /// seconds. While the auth service is away the keys that are known go on being used.
    #[must_use]
    pub fn remote(auth: impl Borrow<BaseUrl>) -> Self {
        Self::with(Keys::Remote(Arc::new(Remote::new(auth.borrow()))))
    }

    /// With keys that are at hand.
    #[must_use]
    pub fn local(source: impl KeySource) -> Self {
        Self::with(Keys::Local(Box::new(source)))
    }

    fn with(keys: Keys) -> Self {
        provider::install();
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.leeway = LEEWAY;
        validation.validate_nbf = true;
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        let verified = Cache::builder()
            .max_capacity(REMEMBERED_MAX)
            .time_to_live(REMEMBERED)
            .build();
        Self(Arc::new(Inner {
            keys,
            validation,
            verified,
            losses: AtomicU64::new(0),
        }))
    }

    /// What the token says.
    ///
    /// # Errors
    /// When it does not hold, or the keys are not to be had.
    pub async fn verify(&self, token: &str) -> Result<Claims, Unverified> {
        self.claims(token).await.map(|claims| (*claims).clone())
    }

    pub(super) async fn claims(&self, token: &str) -> Result<Arc<Claims>, Unverified> {
        let this = &*self.0;
        if token.len() > TOKEN_MAX {
            return Err(Unverified::Malformed);
        }
        let hash = hash(token);
        if let Some(claims) = this.remembered(&hash) {
            return Ok(claims);
        }
        let losses = this.keys.losses();
        let claims = Arc::new(this.judge(token).await?);
        // What was verified with a key that has been taken back meanwhile is not remembered.
        if this.keys.losses() == losses {
            this.verified.insert(hash, claims.clone());
        }
        Ok(claims)
    }
}

impl Inner {
    fn remembered(&self, hash: &[u8; 32]) -> Option<Arc<Claims>> {
        let losses = self.keys.losses();
        if self.losses.swap(losses, Ordering::AcqRel) != losses {
            self.verified.invalidate_all();
            return None;
        }
        let claims = self.verified.get(hash)?;
        let expires = u64::try_from(claims.exp).ok()?.saturating_add(LEEWAY);
        (get_current_timestamp() <= expires).then_some(claims)
    }

    async fn judge(&self, token: &str) -> Result<Claims, Unverified> {
        let header = jsonwebtoken::decode_header(token)?;
        if header.alg != Algorithm::EdDSA {
            return Err(Unverified::Algorithm);
        }
        let is_ours = header
            .typ
            .is_some_and(|kind| kind.eq_ignore_ascii_case(TOKEN_TYPE));
        // What is critical has to be understood (RFC 7515, section 4.1.11), and nothing is.
        if !is_ours || header.crit.is_some() {
            return Err(Unverified::Malformed);
        }
        let id = header.kid.ok_or(Unverified::UnknownKey)?;
        let key = self.keys.find(&id).await?;
        let token = jsonwebtoken::decode::<Claims>(token, &key, &self.validation)?;
        Ok(token.claims)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Tokens").finish_non_exhaustive()
    }
}

fn hash(token: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
    hash
}
