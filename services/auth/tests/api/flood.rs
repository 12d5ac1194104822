//! More log-ins than passwords can be looked at.

use std::num::NonZero;

use orion_auth::passwords::PasswordSettings;

use crate::support::{PASSWORD, World};

const EMAIL: &str = "grace@example.com";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_is_turned_away_and_held_against_nobody() {
    let world = World::with(|settings| {
        settings.passwords = PasswordSettings {
            at_once: NonZero::<u8>::MIN,
            waiting: 0,
            ..PasswordSettings::default()
        };
    })
    .await;
    world.register(EMAIL).await;

    let turn = world.passwords.turn().await.unwrap();
    for _ in 0..10 {
        for answer in [
            world.log_in(EMAIL, PASSWORD).await,
            world.register("ada@example.com").await,
        ] {
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert_eq!(answer.body["code"], "unavailable");
            assert_eq!(answer.header("retry-after"), "1");
        }
    }
    drop(turn);
    // Ten that were turned away are not ten that failed.
    assert_eq!(world.log_in(EMAIL, PASSWORD).await.status, 200);
}
