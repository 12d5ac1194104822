//! The cache, the same in memory and in Redis.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::time::{Duration, Instant};

use orion_infra::cache::{Cache, CacheSettings};
use orion_infra::database::new_id;
use orion_infra::testing::caches;

const LONG: Duration = Duration::from_mins(1);
const SHORT: Duration = Duration::from_millis(200);

/// A key that no other test has.
fn key() -> String {
    format!("test:{}", new_id())
}

/// Waits until nothing is kept under the key; it must not take longer than `SHORT` by far.
async fn forgotten(cache: &Cache, key: &str) {
    let begun = Instant::now();
    while cache.get(key).await.unwrap().is_some() {
        assert!(begun.elapsed() < Duration::from_secs(10), "it is kept");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn it_keeps_replaces_and_removes() {
    for cache in caches().await {
        let key = key();
        assert_eq!(cache.get(&key).await.unwrap(), None);
        cache.set(&key, "one", LONG).await.unwrap();
        cache.set(&key, "zwölf", LONG).await.unwrap();
        assert_eq!(cache.get(&key).await.unwrap().as_deref(), Some("zwölf"));
        cache.remove(&key).await.unwrap();
        cache.remove(&key).await.unwrap();
        assert_eq!(cache.get(&key).await.unwrap(), None);
    }
}

#[tokio::test]
async fn it_forgets_in_time() {
    for cache in caches().await {
        let key = key();
        cache.set(&key, "value", SHORT).await.unwrap();
        assert!(cache.get(&key).await.unwrap().is_some());
        forgotten(&cache, &key).await;
    }
}

#[tokio::test]
async fn a_counter_lives_from_its_first_count() {
    for cache in caches().await {
        let key = key();
        let begun = Instant::now();
        assert_eq!(cache.increment(&key, SHORT).await.unwrap(), 1);
        assert_eq!(cache.increment(&key, LONG).await.unwrap(), 2);
        assert_eq!(cache.get(&key).await.unwrap().as_deref(), Some("2"));
        forgotten(&cache, &key).await;
        assert!(begun.elapsed() >= SHORT);
        assert_eq!(cache.increment(&key, LONG).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn no_count_is_lost_among_many() {
    for cache in caches().await {
        let key = key();
        let counts = (0..100).map(|_| cache.increment(&key, LONG));
        let counts = futures_util::future::join_all(counts).await;
        let mut counts: Vec<u64> = counts.into_iter().map(Result::unwrap).collect();
        counts.sort_unstable();
        assert_eq!(counts, (1..=100).collect::<Vec<u64>>());
    }
}

#[tokio::test]
async fn what_is_no_count_is_not_counted() {
    for cache in caches().await {
        let key = key();
        cache.set(&key, "many", LONG).await.unwrap();
        cache.increment(&key, LONG).await.unwrap_err();
        assert_eq!(cache.get(&key).await.unwrap().as_deref(), Some("many"));
    }
}

#[tokio::test]
async fn any_span_will_do() {
    for cache in caches().await {
        let key = key();
        cache.set(&key, "ages", Duration::MAX).await.unwrap();
        assert!(cache.get(&key).await.unwrap().is_some());
        cache.set(&key, "no time", Duration::ZERO).await.unwrap();
        forgotten(&cache, &key).await;
    }
}

#[tokio::test]
async fn a_redis_that_is_away_is_an_error_and_not_a_wait() {
    let settings = CacheSettings::new("redis://127.0.0.1:1/0".parse().unwrap());
    let cache = Cache::open(&settings).await.unwrap();
    let answer = tokio::time::timeout(Duration::from_secs(10), cache.get("key"));
    answer.await.unwrap().unwrap_err();
}
