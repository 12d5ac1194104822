//! A cache in Redis.

use std::fmt;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{AsyncCommands as _, Client, IntoConnectionInfo as _, RedisError};

use super::{CacheError, CacheSettings};
use crate::config::ExposeSecret as _;

/// How long Redis may take for an answer: nobody asks a cache that is slower than what it spares.
const ANSWER: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(super) struct RedisCache(ConnectionManager);

impl RedisCache {
    pub(super) fn open(settings: &CacheSettings) -> Result<Self, CacheError> {
        let open = |error: RedisError| CacheError::Open(error.into());
        let mut info = settings.url.text().into_connection_info().map_err(open)?;
        if let Some(password) = &settings.password {
            let redis = info.redis_settings().clone();
            info = info.set_redis_settings(redis.set_password(password.expose_secret()));
        }
        let client = Client::open(info).map_err(open)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(ANSWER))
            .set_response_timeout(Some(ANSWER))
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(50));
        ConnectionManager::new_lazy_with_config(client, config)
            .map(Self)
            .map_err(open)
    }

    /// A handle to ask by: they share the connection.
    fn connection(&self) -> ConnectionManager {
        self.0.clone()
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<String>, CacheError> {
        self.connection().get(key).await.map_err(unavailable)
    }

    pub(super) async fn set(
        &self,
        key: &str,
        value: &str,
        ttl: Duration,
    ) -> Result<(), CacheError> {
        self.connection()
            .pset_ex(key, value, milliseconds(ttl))
            .await
            .map_err(unavailable)
    }

    pub(super) async fn remove(&self, key: &str) -> Result<(), CacheError> {
        self.connection().del(key).await.map_err(unavailable)
    }

    pub(super) async fn increment(&self, key: &str, ttl: Duration) -> Result<u64, CacheError> {
        // One transaction: a counter without an end would count for ever.
        let (count,): (u64,) = redis::pipe()
            .atomic()
            .cmd("SET")
            .arg(key)
            .arg(0)
            .arg("NX")
            .arg("PX")
            .arg(milliseconds(ttl))
            .ignore()
            .incr(key, 1)
            .query_async(&mut self.connection())
            .await
            .map_err(unavailable)?;
        Ok(count)
    }
}

impl fmt::Debug for RedisCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedisCache").finish_non_exhaustive()
    }
}

/// What Redis takes as a span: at least one millisecond, at most what it can add to its clock.
fn milliseconds(ttl: Duration) -> u64 {
    const CENTURY: u64 = 100 * 365 * 24 * 60 * 60 * 1000;
    u64::try_from(ttl.as_millis())
        .unwrap_or(CENTURY)
        .clamp(1, CENTURY)
}

fn unavailable(error: RedisError) -> CacheError {
    CacheError::Unavailable(error.into())
}
