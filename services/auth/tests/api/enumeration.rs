//! Whether an address has an account is told neither by what is answered nor by the work that is done for it.

use orion_contracts::event::UserUpdated;
use orion_contracts::user::v1::UserStatus;

use crate::support::{Answer, PASSWORD, World, worlds};

const KNOWN: &str = "grace@example.com";
const TURNED_OFF: &str = "ada@example.com";
const UNKNOWN: &str = "nobody@example.com";

async fn world_with_both(world: &World) {
    world.register(KNOWN).await;
    world.register(TURNED_OFF).await;
    let data = UserUpdated {
        user_id: world.user(TURNED_OFF).await,
        version: 2,
        email: TURNED_OFF.to_owned(),
        display_name: "Ada".to_owned(),
        status: UserStatus::Deactivated,
    };
    world.publish(data).await;
}

/// The hashes that were computed for an answer.
async fn work(world: &World, ask: impl Future<Output = Answer>) -> (u64, Answer) {
    let before = world.passwords.computed();
    let answer = ask.await;
    (world.passwords.computed() - before, answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_that_fails_tells_nothing() {
    for world in worlds().await {
        world_with_both(&world).await;
        let mut answers = Vec::new();
        for (email, password) in [
            (KNOWN, "not the password"),
            (UNKNOWN, "not the password"),
            (UNKNOWN, PASSWORD),
            (TURNED_OFF, "not the password"),
            (TURNED_OFF, PASSWORD),
        ] {
            // Not more and not less, whatever fails: twenty times for each, by as many clocks.
            for _ in 0..4 {
                let (hashes, answer) = work(&world, world.log_in(email, password)).await;
                assert_eq!(answer.status, 401, "{email}");
                assert_eq!(hashes, 1, "{email}");
                answers.push((answer.header_names(), answer.without_instance()));
            }
            world.forget_failures().await;
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_tells_nothing_and_changes_nothing() {
    for world in worlds().await {
        world_with_both(&world).await;
        let before = world.count("SELECT COUNT(*) FROM accounts").await;
        let mut answers = Vec::new();
        for email in [KNOWN, TURNED_OFF, "Grace@EXAMPLE.com", UNKNOWN] {
            let ask = world.register_with(email, "another password", "Somebody else");
            let (hashes, answer) = work(&world, ask).await;
            assert_eq!(answer.status, 202, "{email}");
            assert_eq!(hashes, 1, "{email}");
            answers.push((answer.header_names(), answer.text));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");

        // The one that was new is there; the others have the password they had.
        let after = world.count("SELECT COUNT(*) FROM accounts").await;
        assert_eq!(after, before + 1);
        assert_eq!(world.log_in(UNKNOWN, "another password").await.status, 200);
        assert_eq!(world.log_in(KNOWN, "another password").await.status, 401);
        assert_eq!(world.log_in(KNOWN, PASSWORD).await.status, 200);
        assert_eq!(
            world.log_in(TURNED_OFF, "another password").await.status,
            401
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_costs_no_hash_whether_it_exists_or_not() {
    let world = World::new().await;
    world_with_both(&world).await;
    let mut answers = Vec::new();
    for email in [KNOWN, TURNED_OFF, UNKNOWN] {
        for _ in 0..5 {
            assert_eq!(world.log_in(email, "not the password").await.status, 401);
        }
        let (hashes, answer) = work(&world, world.log_in(email, PASSWORD)).await;
        assert_eq!(answer.status, 429);
        assert_eq!(hashes, 0);
        answers.push((answer.header_names(), answer.without_instance()));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}
