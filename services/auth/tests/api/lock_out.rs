//! Accounts are closed for a growing time after log-ins that failed, existing ones and others alike.

use std::time::Duration;

use futures_util::future::join_all;

use crate::support::{Answer, PASSWORD, World, worlds};

const KNOWN: &str = "grace@example.com";
const UNKNOWN: &str = "nobody@example.com";

async fn fail(world: &World, email: &str) -> Answer {
    world.log_in(email, "not the password").await
}

fn assert_closed(answer: &Answer, seconds: u64) {
    assert_eq!(answer.status, 429, "{}", answer.text);
    assert_eq!(answer.body["code"], "too-many-requests");
    assert_eq!(answer.header("retry-after"), seconds.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_closed_for_longer_and_longer() {
    for world in worlds().await {
        world.register(KNOWN).await;
        for email in [KNOWN, UNKNOWN] {
            for _ in 0..5 {
                assert_eq!(fail(&world, email).await.status, 401);
            }
            for seconds in [30, 60, 120, 240, 480, 900, 900] {
                assert_closed(&fail(&world, email).await, seconds);
                // Also for whoever knows the password.
                assert_closed(&world.log_in(email, PASSWORD).await, seconds);
                world.clock.advance(Duration::from_secs(seconds - 1));
                assert_closed(&fail(&world, email).await, 1);
                world.clock.advance(Duration::from_secs(1));
                assert_eq!(fail(&world, email).await.status, 401);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_that_succeeds_takes_everything_back() {
    let world = World::new().await;
    world.register(KNOWN).await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(fail(&world, KNOWN).await.status, 401);
        }
        assert_eq!(world.log_in(KNOWN, PASSWORD).await.status, 200);
    }
    for _ in 0..5 {
        assert_eq!(fail(&world, KNOWN).await.status, 401);
    }
    world.clock.advance(Duration::from_secs(30));
    assert_eq!(world.log_in(KNOWN, PASSWORD).await.status, 200);
    assert_eq!(fail(&world, KNOWN).await.status, 401);
    assert_eq!(world.log_in(KNOWN, PASSWORD).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_and_another_spelling() {
    let world = World::new().await;
    world.register(KNOWN).await;
    world.register("ada@example.com").await;
    for _ in 0..5 {
        assert_eq!(fail(&world, "Grace@EXAMPLE.com").await.status, 401);
    }
    assert_closed(&fail(&world, KNOWN).await, 30);
    assert_eq!(world.log_in("ada@example.com", PASSWORD).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_get_no_more_guesses_than_one_after_the_other() {
    let world = World::new().await;
    world.register(KNOWN).await;
    for email in [KNOWN, UNKNOWN] {
        let before = world.passwords.computed();
        let answers = join_all((0..30).map(|_| fail(&world, email))).await;
        let failed = answers.iter().filter(|answer| answer.status == 401);
        assert_eq!(failed.count(), 5);
        assert!(
            answers
                .iter()
                .all(|answer| matches!(answer.status, 401 | 429))
        );
        assert_eq!(world.passwords.computed() - before, 5);

        // And when the time is over, it is one.
        world.clock.advance(Duration::from_hours(1));
        let before = world.passwords.computed();
        let answers = join_all((0..30).map(|_| fail(&world, email))).await;
        let failed = answers.iter().filter(|answer| answer.status == 401);
        assert_eq!(failed.count(), 1);
        assert_eq!(world.passwords.computed() - before, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_keeps_the_sessions_it_has() {
    let world = World::new().await;
    world.register(KNOWN).await;
    let pair = world.pair(KNOWN).await;
    for _ in 0..5 {
        fail(&world, KNOWN).await;
    }
    assert_eq!(world.refresh(&pair.refresh).await.status, 200);
}
