//! Who is told what of a token (RFC 7662).

use std::time::Duration;

use orion_auth::settings::AuthSettings;
use orion_contracts::event::{UserDeleted, UserUpdated};
use orion_contracts::user::v1::UserStatus;
use serde_json::json;

use crate::support::{self, ADMIN, ADMIN_PASSWORD, World, worlds};

const EMAIL: &str = "grace@example.com";

#[tokio::test(flavor = "multi_thread")]
async fn of_ones_own_token_everything_is_told() {
    for world in worlds().await {
        world.register(EMAIL).await;
        let pair = world.pair(EMAIL).await;
        let claims = world.verify_as_another_service(&pair.access).await.unwrap();
        let answer = world.introspect(&pair.access, &pair.access).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(
            answer.body,
            json!({
                "active": true, "token_type": "Bearer", "iss": "orion-auth", "aud": "orion",
                "sub": claims.sub, "iat": claims.iat, "nbf": claims.nbf, "exp": claims.exp,
                "jti": claims.jti, "sid": claims.sid, "roles": ["user"],
            })
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_everything_else_nothing_is_told() {
    let world = World::with_admin().await;
    world.register(EMAIL).await;
    let own = world.pair(EMAIL).await;
    let admin = world.pair(ADMIN).await;
    let forged = format!("{}x", own.access);
    let tokens = [&admin.access, &own.refresh, &forged, "a.b.c", "\u{0}", "ü"];
    for token in tokens {
        let answer = world.introspect(&own.access, token).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.body, json!({ "active": false }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_is_told_of_every_token() {
    let world = World::with_admin().await;
    world.register(EMAIL).await;
    let admin = world.pair(ADMIN).await;
    let pair = world.pair(EMAIL).await;
    let answer = world.introspect(&admin.access, &pair.access).await;
    assert_eq!(answer.body["active"], true);
    assert_eq!(answer.body["roles"], json!(["user"]));
    let answer = world.introspect(&admin.access, &admin.access).await;
    assert_eq!(answer.body["roles"], json!(["user", "admin"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_whose_session_is_over_is_inactive_before_it_expires() {
    for mut world in worlds().await {
        world.restart(ADMIN_PASSWORD).await;
        let admin = world.pair(ADMIN).await;
        world.register(EMAIL).await;
        let user = world.user(EMAIL).await;

        let ended = world.pair(EMAIL).await;
        world.log_out(&ended.refresh).await;
        let stolen = world.pair(EMAIL).await;
        let taken = world.refresh(&stolen.refresh).await.pair();
        world.refresh(&stolen.refresh).await;
        let data = UserUpdated {
            user_id: user,
            version: 2,
            email: EMAIL.to_owned(),
            display_name: "Grace".to_owned(),
            status: UserStatus::Deactivated,
        };
        let turned_off = world.pair(EMAIL).await;
        world.publish(data).await;
        for token in [
            &ended.access,
            &stolen.access,
            &taken.access,
            &turned_off.access,
        ] {
            let answer = world.introspect(&admin.access, token).await;
            assert_eq!(answer.body, json!({ "active": false }));
            // Nor can one ask with it.
            assert_eq!(world.introspect(token, token).await.status, 401);
        }

        world.publish(UserDeleted { user_id: user }).await;
        let answer = world.introspect(&admin.access, &turned_off.access).await;
        assert_eq!(answer.body, json!({ "active": false }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_has_expired_is_inactive() {
    // Beyond the seconds that clocks may differ by.
    let lifetime = Duration::from_secs(600 + 31);
    let admin = |settings: &mut AuthSettings| settings.admin = Some(support::admin());
    let world = World::since(lifetime, admin).await;
    world.register(EMAIL).await;
    let old = world.pair(EMAIL).await;
    world.clock.advance(lifetime);
    assert_eq!(world.introspect(&old.access, &old.access).await.status, 401);
    let admin = world.pair(ADMIN).await;
    let answer = world.introspect(&admin.access, &old.access).await;
    assert_eq!(answer.body, json!({ "active": false }));
    // The session goes on, and its next token is active.
    let next = world.refresh(&old.refresh).await.pair();
    let answer = world.introspect(&admin.access, &next.access).await;
    assert_eq!(answer.body["active"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_without_a_token() {
    let world = World::new().await;
    let answer = world
        .post_form("/v1/auth/introspect", "token=x", None)
        .await;
    assert_eq!(answer.status, 401);
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    let answer = world.introspect("a.b.c", "a.b.c").await;
    assert_eq!(answer.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_is_a_form_with_a_token() {
    let world = World::new().await;
    world.register(EMAIL).await;
    let pair = world.pair(EMAIL).await;
    for (body, status) in [
        ("", 400),
        ("token=", 400),
        ("token_type_hint=access_token", 400),
        ("token=%ff", 200),
        ("token=a&token_type_hint=refresh_token", 200),
        ("token=a&more=b", 200),
    ] {
        let answer = world
            .post_form("/v1/auth/introspect", body, Some(&pair.access))
            .await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
    }
    let long = format!("token={}", "a".repeat(4097));
    let answer = world
        .post_form("/v1/auth/introspect", &long, Some(&pair.access))
        .await;
    assert_eq!(answer.status, 400);
}
