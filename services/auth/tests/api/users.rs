//! What becomes of an account when its user is turned off, on again, or deleted.

use orion_contracts::UserId;
use orion_contracts::event::{EventData as _, UserDeleted, UserRegistered, UserUpdated};
use orion_contracts::user::v1::UserStatus;
use serde_json::json;

use crate::support::{PASSWORD, World, inbox, worlds};

const EMAIL: &str = "grace@example.com";

/// Registers, and gives who it is.
async fn registered(world: &World) -> UserId {
    let mut events = inbox(&world.bus, UserRegistered::TYPE);
    assert_eq!(world.register(EMAIL).await.status, 202);
    let event = events.next().await;
    event.read::<UserRegistered>().unwrap().data.user_id
}

async fn updated(world: &World, user_id: UserId, version: u64, status: UserStatus) {
    let data = UserUpdated {
        user_id,
        version,
        email: EMAIL.to_owned(),
        display_name: "Grace".to_owned(),
        status,
    };
    world.publish(data).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_turned_off_is_out_and_who_is_turned_on_logs_in_again() {
    for world in worlds().await {
        let user = registered(&world).await;
        let pair = world.pair(EMAIL).await;
        updated(&world, user, 2, UserStatus::Deactivated).await;

        let refused = world.log_in(EMAIL, PASSWORD).await;
        let unknown = world.log_in("nobody@example.com", PASSWORD).await;
        assert_eq!(refused.status, 401);
        assert_eq!(refused.without_instance(), unknown.without_instance());
        world.assert_over(&pair.refresh).await;
        // Nothing else about the user changes that.
        updated(&world, user, 3, UserStatus::Deactivated).await;
        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 401);

        updated(&world, user, 4, UserStatus::Active).await;
        world.assert_over(&pair.refresh).await;
        let again = world.pair(EMAIL).await;
        assert_eq!(world.refresh(&again.refresh).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_late_changes_nothing() {
    for world in worlds().await {
        let user = registered(&world).await;
        updated(&world, user, 5, UserStatus::Active).await;
        updated(&world, user, 4, UserStatus::Deactivated).await;
        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 200);
        updated(&world, user, 6, UserStatus::Deactivated).await;
        updated(&world, user, 5, UserStatus::Active).await;
        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_name_ends_no_session() {
    let world = World::new().await;
    let user = registered(&world).await;
    let pair = world.pair(EMAIL).await;
    updated(&world, user, 2, UserStatus::Active).await;
    assert_eq!(world.refresh(&pair.refresh).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_that_is_not_known_lets_nobody_in() {
    let world = World::new().await;
    let user = registered(&world).await;
    let data = json!({
        "user_id": user, "version": 2, "email": EMAIL, "display_name": "Grace", "status": "on-leave",
    });
    world.publish_raw(UserUpdated::TYPE, data).await;
    assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_deleted_has_nothing_to_log_in_with() {
    for world in worlds().await {
        let user = registered(&world).await;
        let pair = world.pair(EMAIL).await;
        world.publish(UserDeleted { user_id: user }).await;

        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 401);
        world.assert_over(&pair.refresh).await;
        for table in ["accounts", "sessions", "refresh_tokens"] {
            let count = format!("SELECT COUNT(*) FROM {table}");
            assert_eq!(world.count(&count).await, 0, "{table}");
        }
        // A late event about them brings nothing back, and the address is free again.
        updated(&world, user, 9, UserStatus::Active).await;
        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 401);
        assert_ne!(registered(&world).await, user);
        assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_about_users_that_are_not_known_are_no_fault() {
    let world = World::new().await;
    let nobody = UserId(orion_infra::database::new_id());
    updated(&world, nobody, 2, UserStatus::Active).await;
    world.publish(UserDeleted { user_id: nobody }).await;
    assert_eq!(world.bus.dead(&orion_auth::events::QUEUE).await.unwrap(), 0);
}
