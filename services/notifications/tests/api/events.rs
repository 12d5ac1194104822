//! Events that come twice, late, in the wrong order, or that are none: each leads to one notification or to none.

use orion_contracts::event::{UserRegistered, UserUpdated};
use orion_contracts::{EventId, UserId};
use orion_infra::bus::NOTIFICATIONS;
use orion_infra::database::new_id;

use crate::world::{World, deleted, eventually, everywhere, registered, updated};

/// The one number that the query gives.
async fn count(world: &World, query: &'static str) -> i64 {
    let count = sqlx::query_scalar(query).fetch_one(world.database.pool());
    count.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_again_is_told_once() {
    for world in everywhere().await {
        let ada = registered("Ada");
        let renamed = updated(&ada.data, 2, "Countess");
        for _ in 0..3 {
            world.publish(&ada).await;
            world.publish(&renamed).await;
        }
        world.told(ada.id).await;
        world.told(renamed.id).await;
        // The inbox forgets in time; the notification itself remembers.
        let forget = sqlx::query("DELETE FROM inbox");
        forget.execute(world.database.pool()).await.unwrap();
        world.publish(&ada).await;
        let after = world.register("somebody who comes after that").await;
        assert_eq!(world.own(ada.data.user_id).await.len(), 2);
        let sent = [world.next_sent().await, world.next_sent().await];
        assert!(sent.iter().all(|sent| sent.user_id == ada.data.user_id));
        assert_eq!(world.next_sent().await.user_id, after);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_change_is_told_once_in_whatever_order_it_comes() {
    const CHANGES: u64 = 40;
    for world in everywhere().await {
        let ada = registered("Ada");
        let id = ada.data.user_id;
        // The newest first, several at once, and each one twice.
        let mut publishing = tokio::task::JoinSet::new();
        for version in (2..2 + CHANGES).rev() {
            let event = updated(&ada.data, version, &format!("number {version}"));
            let body = serde_json::to_string(&event).unwrap();
            let message = orion_infra::bus::Message {
                id: event.id,
                kind: "user.updated".to_owned(),
                body,
                headers: std::collections::BTreeMap::new(),
            };
            let bus = world.bus.clone();
            publishing.spawn(async move {
                bus.publish(std::slice::from_ref(&message)).await.unwrap();
                bus.publish(&[message]).await.unwrap();
            });
        }
        publishing.join_all().await;
        world.publish(&ada).await;
        world.told(ada.id).await;
        eventually(async || {
            let own = world.own(id).await;
            (own.len() == 1 + usize::try_from(CHANGES).unwrap()).then_some(())
        })
        .await;
        // What came late changed nothing.
        let last = updated(&ada.data, 1 + CHANGES, "late");
        world.publish(&last).await;
        let told = world.told(last.id).await;
        let newest = format!("Other people see you as number {}.", 1 + CHANGES);
        assert_eq!(told.body, newest);
        assert_eq!(count(&world, "SELECT COUNT(*) FROM recipients").await, 1);
        assert_eq!(
            count(&world, "SELECT version FROM recipients").await,
            i64::try_from(1 + CHANGES).unwrap()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_brings_a_deleted_user_back() {
    for world in everywhere().await {
        let ada = registered("Ada");
        let id = ada.data.user_id;
        let gone = deleted(id);
        world.publish(&gone).await;
        world.told(gone.id).await;
        let late = updated(&ada.data, 7, "Countess");
        world.publish(&ada).await;
        world.publish(&late).await;
        for event in [ada.id, late.id] {
            let told = world.told(event).await;
            assert_eq!(told.title, "News of a deleted account");
            assert!(!told.body.contains("Countess"));
        }
        assert_eq!(world.own(id).await, []);
        assert_eq!(world.all().await.len(), 3, "one for each event");
        let kept = "SELECT COUNT(*) FROM recipients WHERE email <> '' OR display_name <> ''";
        assert_eq!(count(&world, kept).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn poison_goes_to_the_dead_letters() {
    for world in everywhere().await {
        let id = EventId(new_id());
        let user = UserId(new_id());
        let whole = serde_json::to_string(&registered("Ada")).unwrap();
        let nul = crate::world::event(UserRegistered {
            user_id: user,
            email: "ada\u{0}@example.org".to_owned(),
            display_name: "Ada".to_owned(),
        });
        let long = crate::world::event(UserUpdated {
            email: "a".repeat(100_000),
            ..updated(&registered("Ada").data, 2, "Ada").data
        });
        let poison = [
            ("user.registered", String::new()),
            ("user.registered", "{}".to_owned()),
            ("user.registered", "\u{0}".to_owned()),
            (
                "user.updated",
                whole.clone().replace("user.registered", "user.updated"),
            ),
            ("user.deleted", whole.replace("user_id", "user")),
            ("user.registered", serde_json::to_string(&nul).unwrap()),
            ("user.updated", serde_json::to_string(&long).unwrap()),
        ];
        let poisonous = u64::try_from(poison.len()).unwrap();
        for (kind, body) in poison {
            world.publish_text(id, kind, body).await;
        }
        eventually(async || {
            let dead = world.bus.dead(&NOTIFICATIONS).await.unwrap();
            (dead == poisonous).then_some(())
        })
        .await;
        // What comes after is handled as ever, and strange names are no poison.
        let ada = registered("{{ name }}\u{0}\u{1b}[2J\r\nBcc: \u{202e}eve");
        world.publish(&ada).await;
        let told = world.told(ada.id).await;
        assert_eq!(told.body, "Your account is ready, {{ name }}[2J Bcc: eve.");
        assert_eq!(world.all().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_and_its_event_are_kept_together_or_not_at_all() {
    for world in everywhere().await {
        let rename = sqlx::query("ALTER TABLE outbox RENAME TO elsewhere");
        rename.execute(world.database.pool()).await.unwrap();
        let ada = registered("Ada");
        let (message, bus) = (serde_json::to_string(&ada).unwrap(), world.bus.clone());
        let publishing = tokio::spawn(async move {
            let message = orion_infra::bus::Message {
                id: ada.id,
                kind: "user.registered".to_owned(),
                body: message,
                headers: std::collections::BTreeMap::new(),
            };
            bus.publish(&[message]).await.unwrap();
        });
        let nothing = "SELECT COUNT(*) FROM notifications";
        assert_eq!(count(&world, nothing).await, 0);
        let rename = sqlx::query("ALTER TABLE elsewhere RENAME TO outbox");
        rename.execute(world.database.pool()).await.unwrap();
        // The next attempt finds everything there.
        world.told(ada.id).await;
        publishing.await.unwrap();
        assert_eq!(world.next_sent().await.user_id, ada.data.user_id);
    }
}
