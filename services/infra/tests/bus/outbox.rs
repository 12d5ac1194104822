//! The outbox.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use orion_contracts::EventId;
use orion_infra::database::Dialect;
use orion_infra::outbox::{self, Outbox};
use orion_infra::testing::{buses, databases};

use crate::support::{
    MIGRATIONS, Noting, QUEUE, add, add_many, consumer, effects, event, next, relay, service,
    until, waiting, within,
};

#[tokio::test]
async fn an_event_is_published_after_commit_and_never_after_rollback() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let outbox = Outbox::new(database.clone(), bus.clone());
            let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
            let relay = relay(&outbox);

            let mut transaction = database.begin().await.unwrap();
            outbox::add(&mut transaction, &event()).await.unwrap();
            transaction.rollback().await.unwrap();
            let id = add(&database).await.unwrap();
            outbox.wake();

            let message = next(&mut received).await;
            assert_eq!(message.id, id);
            assert_eq!(message.kind, "user.deleted");
            let body: serde_json::Value = serde_json::from_str(&message.body).unwrap();
            assert_eq!(body["id"], id.to_string());
            until(async || waiting(&database).await == 0).await;
            relay.stop().await;
            assert!(received.is_empty(), "it was published twice");
        }
    }
}

#[tokio::test]
async fn what_is_woken_for_does_not_wait_for_the_next_look() {
    for database in databases(&MIGRATIONS).await {
        let bus = buses().await.remove(0);
        let outbox = Outbox::new(database.clone(), bus.clone());
        let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
        let _relay = relay(&outbox);
        let begun = Instant::now();
        for _ in 0..20 {
            add(&database).await.unwrap();
            outbox.wake();
            next(&mut received).await;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "one look a second"
        );
    }
}

#[tokio::test]
async fn what_nobody_woke_for_is_found_all_the_same() {
    for database in databases(&MIGRATIONS).await {
        let bus = buses().await.remove(0);
        let outbox = Outbox::new(database.clone(), bus.clone());
        let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
        let _relay = relay(&outbox);
        for _ in 0..2 {
            let id = add(&database).await.unwrap();
            assert_eq!(next(&mut received).await.id, id);
        }
    }
}

#[tokio::test]
async fn one_relay_publishes_in_the_order_of_ids() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let queue = orion_infra::bus::Queue {
                prefetch: 1,
                ..QUEUE
            };
            let (_consumer, mut received) = consumer(&bus, queue, async |_| Ok(()));
            add_many(&database, 450).await;
            let relay = relay(&Outbox::new(database.clone(), bus.clone()));
            let mut last: Option<EventId> = None;
            for _ in 0..450 {
                let id = next(&mut received).await.id;
                assert!(last < Some(id));
                last = Some(id);
            }
            until(async || waiting(&database).await == 0).await;
            relay.stop().await;
        }
    }
}

#[tokio::test]
async fn a_relay_that_dies_midway_loses_nothing() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let outbox = Outbox::new(database.clone(), bus.clone());
            let (noting, mut committed) = Noting::new();
            let before = effects(&database).await;
            let service = service(&database, &bus, noting);
            add_many(&database, 600).await;
            for _ in 0..5 {
                let dying = relay(&outbox);
                // It is in the middle of something once an effect is seen.
                within(committed.recv()).await;
                drop(dying);
            }
            let last = relay(&outbox);
            until(async || effects(&database).await == before + 600).await;
            until(async || waiting(&database).await == 0).await;
            last.stop().await;
            service.stop().await;
            assert_eq!(effects(&database).await, before + 600);
        }
    }
}

#[tokio::test]
async fn two_relays_share_the_work() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let before = effects(&database).await;
            let (noting, _committed) = Noting::new();
            let service = service(&database, &bus, noting);
            let relays = [
                relay(&Outbox::new(database.clone(), bus.clone())),
                relay(&Outbox::new(database.clone(), bus.clone())),
            ];
            add_many(&database, 600).await;
            until(async || effects(&database).await == before + 600).await;
            until(async || waiting(&database).await == 0).await;
            for relay in relays {
                relay.stop().await;
            }
            service.stop().await;
            assert_eq!(effects(&database).await, before + 600);
        }
    }
}

#[tokio::test]
async fn on_postgres_a_relay_passes_over_what_another_has_taken() {
    for database in databases(&MIGRATIONS).await {
        if database.dialect() != Dialect::Postgres {
            continue;
        }
        let bus = buses().await.remove(0);
        let taken = add(&database).await.unwrap();
        let mut other = database.begin().await.unwrap();
        sqlx::query("SELECT id FROM outbox FOR UPDATE")
            .execute(&mut *other)
            .await
            .unwrap();
        let mut free = BTreeSet::new();
        for _ in 0..3 {
            free.insert(add(&database).await.unwrap());
        }
        let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
        let _relay = relay(&Outbox::new(database.clone(), bus.clone()));
        for _ in 0..3 {
            assert!(free.remove(&next(&mut received).await.id));
        }
        other.rollback().await.unwrap();
        assert_eq!(next(&mut received).await.id, taken);
    }
}
