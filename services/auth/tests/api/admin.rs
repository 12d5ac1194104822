//! The first admin.

use orion_contracts::auth::v1::Role;

use crate::support::{ADMIN, ADMIN_PASSWORD, PASSWORD, World, worlds};

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_is_there_from_the_start_and_at_every_start() {
    for mut world in worlds().await {
        for _ in 0..2 {
            world.restart(ADMIN_PASSWORD).await;
            let answer = world.log_in(ADMIN, ADMIN_PASSWORD).await;
            let claims = world.verify_as_another_service(&answer.pair().access).await;
            assert_eq!(claims.unwrap().roles, [Role::User, Role::Admin]);
            assert_eq!(world.count("SELECT COUNT(*) FROM accounts").await, 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_in_the_settings_ends_the_sessions_of_the_old_one() {
    for mut world in worlds().await {
        world.restart(ADMIN_PASSWORD).await;
        let old = world.log_in(ADMIN, ADMIN_PASSWORD).await.pair();
        // The same one changes nothing.
        world.restart(ADMIN_PASSWORD).await;
        let old = world.refresh(&old.refresh).await.pair();

        world.restart("a new password of the admin").await;
        world.assert_over(&old.refresh).await;
        assert_eq!(world.log_in(ADMIN, ADMIN_PASSWORD).await.status, 401);
        let answer = world.log_in(ADMIN, "a new password of the admin").await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_the_address_first_does_not_become_admin() {
    for mut world in worlds().await {
        world.register(ADMIN).await;
        let squatter = world.pair(ADMIN).await;
        world.restart(ADMIN_PASSWORD).await;
        world.assert_over(&squatter.refresh).await;
        assert_eq!(world.log_in(ADMIN, PASSWORD).await.status, 401);
        assert_eq!(world.log_in(ADMIN, ADMIN_PASSWORD).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_that_no_account_can_be_opened_for_is_refused() {
    let mut world = World::new().await;
    let error = world.try_restart(ADMIN, "short").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the admin's account cannot be opened: `admin.password` must be 8 to 128 characters, not 5"
    );
    let error = world
        .try_restart("nobody", ADMIN_PASSWORD)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the admin's account cannot be opened: `admin.email` must hold one `@` with text on both sides"
    );
}
