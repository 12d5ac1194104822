//! Where failures and requests are counted: in memory or in a Redis, and what happens when it is away.

use std::num::NonZero;
use std::time::Duration;

use futures_util::future::join_all;
use orion_auth::domain::Address;
use orion_auth::limits::{Client, LimitSettings, LockOut, LockOutSettings, Rate, Rates, Refusal};
use orion_infra::cache::CacheSettings;
use orion_infra::database::new_id;
use orion_infra::testing;

use crate::support::{Clock, PASSWORD, World};

fn left(refused: Result<(), Refusal>) -> Duration {
    match refused {
        Err(Refusal::TooMany(left)) => left,
        other => panic!("not turned away for a time: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_that_share_a_cache_share_what_they_count() {
    for cache in testing::caches().await {
        let clock = Clock::now();
        let instances: Vec<_> = (0..3)
            .map(|_| LockOut::new(cache.clone(), clock.tell(), LockOutSettings::default()))
            .collect();
        let address = Address::new(&format!("{}@example.com", new_id()));

        let attempts = join_all((0..30).map(|n| instances[n % 3].count(&address))).await;
        assert_eq!(attempts.iter().filter(|attempt| attempt.is_ok()).count(), 5);
        for instance in &instances {
            assert_eq!(
                left(instance.check(&address).await),
                Duration::from_secs(30)
            );
        }
        clock.advance(Duration::from_secs(30));
        let attempts = join_all((0..30).map(|n| instances[n % 3].count(&address))).await;
        assert_eq!(attempts.iter().filter(|attempt| attempt.is_ok()).count(), 1);
        assert!(left(instances[0].check(&address).await) >= Duration::from_mins(1));

        instances[1].forgive(&address).await.unwrap();
        instances[2].check(&address).await.unwrap();
        instances[0].count(&address).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_whose_closing_was_lost_is_closed_by_the_next_failure_and_opens_again() {
    for cache in testing::caches().await {
        let clock = Clock::now();
        let lock_out = LockOut::new(cache.clone(), clock.tell(), LockOutSettings::default());
        let address = Address::new(&format!("{}@example.com", new_id()));
        for _ in 0..5 {
            lock_out.count(&address).await.unwrap();
        }
        // As if the instance had died between counting and closing.
        let account = orion_auth::domain::Digest::of(address.as_str());
        cache
            .remove(&format!("auth:closed:{account}"))
            .await
            .unwrap();
        assert_eq!(
            left(lock_out.count(&address).await),
            Duration::from_secs(30)
        );
        clock.advance(Duration::from_secs(30));
        lock_out.count(&address).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_by_the_minute() {
    for cache in testing::caches().await {
        let clock = Clock::now();
        let settings = LimitSettings {
            log_in: NonZero::new(2).unwrap(),
            ..LimitSettings::default()
        };
        let rates = Rates::new(cache, clock.tell(), settings);
        // An address that no other run has.
        let client = Client::from(std::net::IpAddr::from(new_id().into_bytes()));
        for _ in 0..3 {
            rates.admit(Rate::LogIn, client).await.unwrap();
            rates.admit(Rate::LogIn, client).await.unwrap();
            let left = left(rates.admit(Rate::LogIn, client).await);
            rates.admit(Rate::Register, client).await.unwrap();
            clock.advance(left);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_nothing_can_be_counted_nobody_guesses_and_sessions_go_on() {
    let mut world = World::new().await;
    world.register("grace@example.com").await;
    let pair = world.pair("grace@example.com").await;
    let nowhere = "redis://127.0.0.1:9".parse().unwrap();
    world
        .restart_with(|settings| settings.cache = CacheSettings::new(nowhere))
        .await;

    for answer in [
        world.log_in("grace@example.com", PASSWORD).await,
        world.register("ada@example.com").await,
    ] {
        assert_eq!(answer.status, 503, "{}", answer.text);
        assert_eq!(answer.body["code"], "unavailable");
    }
    assert_eq!(world.passwords.computed(), 0);
    let next = world.refresh(&pair.refresh).await.pair();
    assert_eq!(world.log_out(&next.refresh).await.status, 204);
}
