//! How often somebody may ask, by where they ask from.

use std::num::NonZero;
use std::time::Duration;

use serde_json::json;

use crate::support::{PASSWORD, World};

async fn world(proxies: &str) -> World {
    World::with(|settings| {
        let three = NonZero::new(3).unwrap();
        settings.limits.log_in = three;
        settings.limits.register = three;
        settings.limits.session = three;
        settings.limits.trusted_proxies = proxies.parse().unwrap();
    })
    .await
}

/// Logs in to an account of its own, as if the request came from there.
async fn log_in_from(world: &World, address: &str, number: u32) -> u16 {
    let email = format!("user{number}@example.com");
    let body = json!({ "email": email, "password": PASSWORD });
    let headers = [("x-forwarded-for", address)];
    world
        .post_with("/v1/auth/login", &body, &headers)
        .await
        .status
}

#[tokio::test(flavor = "multi_thread")]
async fn every_minute_begins_anew() {
    let world = world("").await;
    for _ in 0..3 {
        for number in 0..3 {
            assert_eq!(log_in_from(&world, "", number).await, 401);
        }
        let body = json!({ "email": "user4@example.com", "password": PASSWORD });
        let answer = world.post("/v1/auth/login", &body).await;
        assert_eq!(answer.status, 429);
        let seconds: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&seconds));
        world.clock.advance(Duration::from_secs(seconds));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn registrations_log_ins_and_sessions_are_counted_apart() {
    let world = world("").await;
    for number in 0..3 {
        let email = format!("user{number}@example.com");
        assert_eq!(world.register(&email).await.status, 202);
        assert_eq!(log_in_from(&world, "", number).await, 200);
        assert_eq!(world.refresh("none").await.status, 401);
    }
    assert_eq!(world.register("more@example.com").await.status, 429);
    assert_eq!(log_in_from(&world, "", 0).await, 429);
    assert_eq!(world.refresh("none").await.status, 429);
    assert_eq!(world.log_out("none").await.status, 429);
    assert_eq!(world.get("/.well-known/jwks.json").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_chooses_their_own_address() {
    let world = world("").await;
    for number in 0..3 {
        let address = format!("198.51.100.{number}");
        assert_eq!(log_in_from(&world, &address, number).await, 401);
    }
    assert_eq!(log_in_from(&world, "198.51.100.99", 99).await, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_says_whom_it_asks_for() {
    let world = world("127.0.0.1").await;
    for number in 0..3 {
        assert_eq!(log_in_from(&world, "198.51.100.1", number).await, 401);
    }
    assert_eq!(log_in_from(&world, "198.51.100.1", 3).await, 429);
    // What a client put there itself stands before what the gateway adds.
    assert_eq!(
        log_in_from(&world, "203.0.113.5, 198.51.100.1", 4).await,
        429
    );
    assert_eq!(log_in_from(&world, "198.51.100.2", 5).await, 401);
}
