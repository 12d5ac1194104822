//! Small things that may be forgotten: counters, and what is dear to find out again. In the memory of the
//! process, or in a Redis that several processes share.
//!
//! Services that share a Redis share its keys as well, so a key begins with what it belongs to.

mod memory;
mod redis;
mod settings;

pub use settings::{CacheSettings, CacheUrl};

use std::time::Duration;

use self::redis::RedisCache;
use crate::service::BuildError;
use memory::MemoryCache;

/// Why the cache did not answer: the caller decides what that means.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The URL is none of a cache.
    #[error("the cache cannot be opened")]
    Open(#[source] BuildError),
    /// It cannot be reached, or refuses.
    #[error("the cache cannot be reached")]
    Unavailable(#[source] BuildError),
}

/// A cache that is open. Clones are the same cache.
#[derive(Debug, Clone)]
pub struct Cache(Keeper);

#[derive(Debug, Clone)]
enum Keeper {
    Memory(MemoryCache),
    Redis(RedisCache),
}

impl Cache {
    /// Opens it. A Redis is connected to when it is first asked, and again whenever the connection is lost.
    ///
    /// # Errors
    /// When the settings name no cache.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    #[expect(
        clippy::unused_async,
        reason = "opening a cache may take its time one day"
    )]
    pub async fn open(settings: &CacheSettings) -> Result<Self, CacheError> {
        if settings.url.is_memory() {
            return Ok(Self(Keeper::Memory(MemoryCache::new())));
        }
        RedisCache::open(settings).map(|redis| Self(Keeper::Redis(redis)))
    }

    /// What is kept under the key.
    ///
    /// # Errors
    /// When the cache cannot be asked.
    pub async fn get(&self, key: &str) -> Result<Option<String>, CacheError> {
        match &self.0 {
            Keeper::Memory(memory) => Ok(memory.get(key)),
            Keeper::Redis(redis) => redis.get(key).await,
        }
    }

    /// Keeps the value under the key for that long, to the millisecond, in place of what was there.
    ///
    /// # Errors
    /// When the cache cannot be asked.
    pub async fn set(&self, key: &str, value: &str, ttl: Duration) -> Result<(), CacheError> {
        match &self.0 {
            Keeper::Memory(memory) => {
                memory.set(key, value, ttl);
                Ok(())
            }
            Keeper::Redis(redis) => redis.set(key, value, ttl).await,
        }
    }

    /// Keeps nothing under the key any more.
    ///
    /// # Errors
    /// When the cache cannot be asked.
    pub async fn remove(&self, key: &str) -> Result<(), CacheError> {
        match &self.0 {
            Keeper::Memory(memory) => {
                memory.remove(key);
                Ok(())
            }
            Keeper::Redis(redis) => redis.remove(key).await,
        }
    }

    /// Counts one more under the key and gives the count, without letting another count come between. The
    /// counter is kept for that long from its first count.
    ///
    /// # Errors
    /// When the cache cannot be asked, or what is kept under the key is no count.
    pub async fn increment(&self, key: &str, ttl: Duration) -> Result<u64, CacheError> {
        match &self.0 {
            Keeper::Memory(memory) => memory.increment(key, ttl),
            Keeper::Redis(redis) => redis.increment(key, ttl).await,
        }
    }
}
