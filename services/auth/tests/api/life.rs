//! From the first request to the last.

use std::time::Duration;

use orion_contracts::auth::v1::Role;
use orion_contracts::event::{EventData as _, UserRegistered};
use serde_json::json;

use crate::support::{PASSWORD, World, inbox, worlds};

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_life_of_an_account() {
    for world in worlds().await {
        let mut registered = inbox(&world.bus, UserRegistered::TYPE);
        let answer = world.register("Grace@Example.com").await;
        assert_eq!(answer.status, 202);
        assert_eq!(answer.body, json!({ "status": "accepted" }));
        let event = registered.next().await.read::<UserRegistered>().unwrap();
        assert_eq!(event.source, "/services/auth");
        assert_eq!(event.data.email, "grace@example.com");
        assert_eq!(event.data.display_name, "Grace");

        let answer = world.log_in("grace@example.com", PASSWORD).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.body["token_type"], "Bearer");
        assert_eq!(answer.body["expires_in"], 600);
        let first = answer.pair();

        // Another service knows nothing but where the keys are.
        let claims = world
            .verify_as_another_service(&first.access)
            .await
            .unwrap();
        assert_eq!(claims.sub, event.data.user_id);
        assert_eq!(claims.roles, [Role::User]);
        assert_eq!(claims.exp - claims.iat, 600);

        let answer = world.refresh(&first.refresh).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let second = answer.pair();
        assert_ne!(second.refresh, first.refresh);
        let next = world
            .verify_as_another_service(&second.access)
            .await
            .unwrap();
        assert_eq!((next.sub, next.sid), (claims.sub, claims.sid));
        assert_ne!(next.jti, claims.jti);

        assert_eq!(world.log_out(&second.refresh).await.status, 204);
        world.assert_over(&second.refresh).await;
        // Logging out twice is no fault, nor is a token that never was one.
        assert_eq!(world.log_out(&second.refresh).await.status, 204);
        assert_eq!(world.log_out("never was one").await.status, 204);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_the_committed_one() {
    let world = World::new().await;
    let answer = world.get("/openapi.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let committed = include_str!("../../../../contracts/openapi/auth-api.json");
    assert_eq!(answer.text, committed);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_expired_is_forgotten() {
    for world in worlds().await {
        world.register("grace@example.com").await;
        let pair = world.pair("grace@example.com").await;
        world.clock.advance(Duration::from_hours(30 * 24));
        world.assert_over(&pair.refresh).await;
        world.prune().await;
        assert_eq!(world.count("SELECT COUNT(*) FROM sessions").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM refresh_tokens").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM accounts").await, 1);
    }
}
