//! The keys as this instance knows them.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use orion_contracts::auth::v1::Jwks;
use orion_infra::database::Database;
use orion_infra::identity::{KeyError, KeySource, SigningKey};
use orion_infra::service::Work;
use orion_infra::stop::Stop;

use super::timeline::{self, Timeline};
use crate::clock::Clock;
use crate::store::signing_keys::{self, StoredKey};

/// How often an instance looks what the others have done: many times within the day that a key is published
/// before it signs.
const LOOK: Duration = Duration::from_mins(1);

/// Why there is no key to sign with.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The keys cannot be read or written.
    #[error("the signing keys cannot be read or written")]
    Database(#[from] sqlx::Error),
    /// A key cannot be made, or a stored one is none.
    #[error("a signing key cannot be used")]
    Key(#[from] KeyError),
}

/// The keys, in the order in which they sign. Clones are the same ring.
#[derive(Debug, Clone)]
pub struct KeyRing(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    database: Database,
    clock: Clock,
    timeline: Timeline,
    keys: RwLock<Arc<[Key]>>,
}

#[derive(Debug)]
struct Key {
    signs_from: Timestamp,
    key: Arc<SigningKey>,
}

impl KeyRing {
    /// Reads the keys, and makes the first one if there is none.
    ///
    /// # Errors
    /// When there is no key to sign with.
    pub async fn open(
        database: Database,
        clock: Clock,
        timeline: Timeline,
    ) -> Result<Self, RingError> {
        let ring = Self(Arc::new(Inner {
            database,
            clock,
            timeline,
            keys: RwLock::new(Arc::new([])),
        }));
        ring.turn().await?;
        Ok(ring)
    }

    /// Makes the next key when it is time to, takes away those of no more use, and reads what other instances
    /// have made.
    ///
    /// # Errors
    /// When that cannot be done; the ring stays as it was.
    pub async fn turn(&self) -> Result<(), RingError> {
        let pool = self.0.database.pool();
        let now = self.0.clock.now();
        let mut stored = signing_keys::all(pool).await?;
        let newest = stored.last();
        if let Some(signs_from) = self.0.timeline.next(newest.map(|key| key.signs_from), now) {
            let generation = newest.map_or(1, |key| key.generation + 1);
            let key = SigningKey::generate()?;
            let key = StoredKey {
                generation,
                id: key.id().to_owned(),
                secret: key.to_text(),
                signs_from,
            };
            signing_keys::add(pool, &key).await?;
            stored = signing_keys::all(pool).await?;
        }
        let retired = stored
            .windows(2)
            .take_while(|pair| match pair {
                [_, next] => self.0.timeline.retired(next.signs_from, now),
                _ => false,
            })
            .count();
        if let Some(last) = retired.checked_sub(1).and_then(|last| stored.get(last)) {
            signing_keys::remove_up_to(pool, last.generation).await?;
        }
        let keys = stored
            .into_iter()
            .skip(retired)
            .map(|stored| {
                Ok(Key {
                    signs_from: stored.signs_from,
                    key: Arc::new(SigningKey::from_text(&stored.secret)?),
                })
            })
            .collect::<Result<Arc<[Key]>, KeyError>>()?;
        *self.0.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// The key that signs now.
    #[must_use]
    pub fn signing(&self) -> Option<Arc<SigningKey>> {
        let keys = self.keys();
        let begins = keys.iter().map(|key| key.signs_from);
        let signing = timeline::signing(begins, self.0.clock.now())?;
        keys.get(signing).map(|key| Arc::clone(&key.key))
    }

    /// What is published: every key, the next one included.
    #[must_use]
    pub fn published(&self) -> Jwks {
        Jwks {
            keys: self.keys().iter().map(|key| key.key.jwk()).collect(),
        }
    }

    /// Turns the ring every minute until it is to stop. A database that is away for a while does no harm: the
    /// next key is known a day before it signs.
    #[must_use]
    pub fn work(&self, mut stop: Stop) -> Work {
        let ring = self.clone();
        Box::pin(async move {
            let turning = async {
                loop {
                    tokio::time::sleep(LOOK).await;
                    if let Err(error) = ring.turn().await {
                        tracing::warn!(error = %error, "the signing keys cannot be looked after");
                    }
                }
            };
            tokio::select! {
                () = stop.requested() => Ok(()),
                never = turning => never,
            }
        })
    }

    fn keys(&self) -> Arc<[Key]> {
        Arc::clone(&self.0.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl KeySource for KeyRing {
    fn jwks(&self) -> Jwks {
        self.published()
    }
}
