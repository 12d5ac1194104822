//! Fresh caches: in memory always, Redis where a server is.

use super::servers;
use crate::cache::{Cache, CacheSettings};

/// A cache of each kind that can be had here. Tests that share the Redis choose keys that do not meet.
///
/// # Panics
/// When one cannot be opened, or `ORION_REQUIRE_ALL` is set and `ORION_TEST_REDIS` is not.
pub async fn caches() -> Vec<Cache> {
    let mut settings = vec![CacheSettings::memory()];
    if let Some(url) = servers::url("Redis", "ORION_TEST_REDIS") {
        let url = url.parse().unwrap_or_else(|error| panic!("{error}"));
        settings.push(CacheSettings::new(url));
    }
    let mut caches = Vec::new();
    for settings in settings {
        let cache = Cache::open(&settings).await;
        caches.push(cache.unwrap_or_else(|error| panic!("{error}")));
    }
    caches
}
