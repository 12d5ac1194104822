//! A cache in the memory of the process.

use std::time::{Duration, Instant};

use moka::Expiry;
use moka::ops::compute::{CompResult, Op};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::CacheError;

/// How much keys and values may take together, in bytes; what was used last stays.
const CAPACITY: u64 = 64 << 20;
/// About what an entry takes beside its key and value.
const OVERHEAD: usize = 128;

#[derive(Debug, Clone)]
pub(super) struct MemoryCache(Cache<String, Entry>);

#[derive(Debug, Clone)]
struct Entry {
    value: String,
    until: Instant,
}

struct Until;

impl Expiry<String, Entry> for Until {
    fn expire_after_create(&self, _: &String, entry: &Entry, now: Instant) -> Option<Duration> {
        Some(entry.until.saturating_duration_since(now))
    }

    fn expire_after_update(
        &self,
        _: &String,
        entry: &Entry,
        now: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(entry.until.saturating_duration_since(now))
    }
}

impl MemoryCache {
    pub(super) fn new() -> Self {
        let cache = Cache::builder()
            .max_capacity(CAPACITY)
            .weigher(|key: &String, entry: &Entry| {
                let bytes = key.len() + entry.value.len() + OVERHEAD;
                u32::try_from(bytes).unwrap_or(u32::MAX)
            })
            // A new counter has to get in, however often others were asked for.
            .eviction_policy(EvictionPolicy::lru())
            .expire_after(Until)
            .build();
        Self(cache)
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        self.0.get(key).map(|entry| entry.value)
    }

    pub(super) fn set(&self, key: &str, value: &str, ttl: Duration) {
        let entry = Entry {
            value: value.to_owned(),
            until: after(ttl),
        };
        self.0.insert(key.to_owned(), entry);
    }

    pub(super) fn remove(&self, key: &str) {
        self.0.invalidate(key);
    }

    pub(super) fn increment(&self, key: &str, ttl: Duration) -> Result<u64, CacheError> {
        let mut count = Ok(1);
        let computed = self.0.entry_by_ref(key).and_compute_with(|entry| {
            let (value, until) = match entry.map(moka::Entry::into_value) {
                None => ("0".to_owned(), after(ttl)),
                Some(entry) => (entry.value, entry.until),
            };
            count = value.parse::<u64>().map(|count| count.saturating_add(1));
            match &count {
                Ok(count) => Op::Put(Entry {
                    value: count.to_string(),
                    until,
                }),
                Err(_) => Op::Nop,
            }
        });
        debug_assert!(!matches!(computed, CompResult::Removed(_)));
        count.map_err(|error| CacheError::Unavailable(error.into()))
    }
}

/// That long from now; what is beyond reckoning, in a century.
fn after(ttl: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(ttl)
        .unwrap_or_else(|| now + Duration::from_hours(100 * 365 * 24))
}
