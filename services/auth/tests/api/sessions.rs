//! Refresh tokens: used once, and what happens when somebody tries twice.

use std::time::Duration;

use futures_util::future::join_all;

use crate::support::worlds;

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_shown_twice_ends_its_session_and_no_other() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        let stolen = world.pair("grace@example.com").await;
        let other = world.pair("grace@example.com").await;

        let second = world.refresh(&stolen.refresh).await.pair();
        let third = world.refresh(&second.refresh).await.pair();
        world.assert_over(&stolen.refresh).await;
        // Whoever had it, the thief or the owner: nobody goes on.
        world.assert_over(&third.refresh).await;
        world.assert_over(&second.refresh).await;

        assert_eq!(world.refresh(&other.refresh).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_the_same_time_one_is_answered_and_the_session_ends() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        for _ in 0..5 {
            let pair = world.pair("grace@example.com").await;
            let answers = join_all((0..8).map(|_| world.refresh(&pair.refresh))).await;
            let (good, bad): (Vec<_>, Vec<_>) =
                answers.into_iter().partition(|answer| answer.status == 200);
            assert_eq!(good.len(), 1);
            for answer in &bad {
                assert_eq!(answer.status, 401, "{}", answer.text);
            }
            world.assert_over(&good[0].pair().refresh).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_goes_on_as_long_as_it_is_used_and_no_token_longer_than_its_time() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        let mut pair = world.pair("grace@example.com").await;
        for _ in 0..3 {
            world.clock.advance(Duration::from_hours(20 * 24));
            pair = world.refresh(&pair.refresh).await.pair();
        }
        world.clock.advance(Duration::from_hours(30 * 24));
        world.assert_over(&pair.refresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_token_still_logs_out() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        let first = world.pair("grace@example.com").await;
        let second = world.refresh(&first.refresh).await.pair();
        assert_eq!(world.log_out(&first.refresh).await.status, 204);
        world.assert_over(&second.refresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_tokens_nor_passwords_are_in_the_database() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        let pair = world.pair("grace@example.com").await;
        let kept = world.everything_stored().await;
        assert!(kept.contains("grace@example.com"), "{kept}");
        assert!(kept.contains("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        for secret in [&pair.access, &pair.refresh, crate::support::PASSWORD] {
            assert!(!kept.contains(secret), "{kept}");
        }
    }
}
