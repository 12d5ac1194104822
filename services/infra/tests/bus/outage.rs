//! What becomes of events while the bus or the database is away.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orion_infra::bus::{Bus, BusSettings};
use orion_infra::database::{Dialect, is_unavailable};
use orion_infra::outbox::Outbox;
use orion_infra::testing::{bus_settings, buses, databases};

use crate::proxy::Proxy;
use crate::support::{
    MIGRATIONS, Noting, QUEUE, Task, add, consumer, count, effects, message, next, relay, service,
    until, waiting, within,
};

/// RabbitMQ behind a proxy, where there is RabbitMQ.
async fn proxied() -> Option<(Proxy, BusSettings)> {
    let mut settings = bus_settings().into_iter().nth(1)?;
    let url = env::var("ORION_TEST_RABBITMQ").unwrap();
    let (before, server) = url.rsplit_once('@').unwrap();
    let (server, after) = server.split_once('/').unwrap();
    let proxy = Proxy::to(server.to_owned()).await;
    settings.url = format!("{before}@{}/{after}", proxy.address())
        .parse()
        .unwrap();
    Some((proxy, settings))
}

#[tokio::test]
async fn events_outlast_cut_connections() {
    let Some((proxy, settings)) = proxied().await else {
        return;
    };
    for database in databases(&MIGRATIONS).await {
        let mut settings = settings.clone();
        settings.prefix = format!("{}{:?}.", settings.prefix, database.dialect());
        let bus = Bus::open(&settings).await.unwrap();
        let (noting, mut committed) = Noting::new();
        let service = service(&database, &bus, noting);
        let outbox = Outbox::new(database.clone(), bus.clone());
        let relay = relay(&outbox);
        let mut added = 0;
        for _ in 0..3 {
            for _ in 0..50 {
                add(&database).await.unwrap();
                outbox.wake();
                added += 1;
            }
            within(committed.recv()).await.unwrap();
            proxy.cut();
            until(async || bus.check().ask().await.is_err()).await;
            for _ in 0..50 {
                add(&database).await.unwrap();
                outbox.wake();
                added += 1;
            }
            proxy.mend();
            until(async || bus.check().ask().await.is_ok()).await;
        }
        until(async || effects(&database).await == added).await;
        until(async || waiting(&database).await == 0).await;
        relay.stop().await;
        service.stop().await;
        assert_eq!(effects(&database).await, added);
        assert_eq!(bus.dead(&QUEUE).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn publishing_over_a_cut_connection_is_an_error_and_not_a_wait() {
    let Some((proxy, settings)) = proxied().await else {
        return;
    };
    let bus = Bus::open(&settings).await.unwrap();
    bus.declare(&QUEUE);
    within(bus.publish(&[message()])).await.unwrap();
    proxy.cut();
    let cut = message();
    within(bus.publish(std::slice::from_ref(&cut)))
        .await
        .unwrap_err();
    proxy.mend();
    let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
    next(&mut received).await;
    within(bus.publish(std::slice::from_ref(&cut)))
        .await
        .unwrap();
    assert_eq!(next(&mut received).await, cut);
}

#[tokio::test]
async fn a_bus_that_is_not_there_yet_is_waited_for() {
    let Some((proxy, settings)) = proxied().await else {
        return;
    };
    proxy.cut();
    let bus = Bus::open(&settings).await.unwrap();
    let database = databases(&MIGRATIONS).await.remove(0);
    let (noting, mut committed) = Noting::new();
    let _service = service(&database, &bus, noting);
    let _relay = relay(&Outbox::new((*database).clone(), bus.clone()));
    let id = add(&database).await.unwrap();
    bus.check().ask().await.unwrap_err();
    proxy.mend();
    assert_eq!(within(committed.recv()).await, Some(id));
}

#[tokio::test]
async fn events_outlast_a_database_that_ends_every_session() {
    for database in databases(&MIGRATIONS).await {
        if database.dialect() != Dialect::Postgres {
            continue;
        }
        for bus in buses().await {
            let before = effects(&database).await;
            let (noting, _committed) = Noting::new();
            let service = service(&database, &bus, noting);
            let outbox = Outbox::new(database.clone(), bus.clone());
            let relay = relay(&outbox);
            let done = Arc::new(AtomicBool::new(false));
            let adding = {
                let (database, done) = (database.clone(), done.clone());
                Task::start(async move {
                    let mut added = Vec::new();
                    while !done.load(Ordering::SeqCst) {
                        match add(&database).await {
                            Ok(id) => added.push(id.to_string()),
                            Err(error) => assert!(is_unavailable(&error), "{error:?}"),
                        }
                        outbox.wake();
                    }
                    added
                })
            };
            for round in 1..=5 {
                until(async || {
                    let effects = sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM effects")
                        .fetch_one(database.pool())
                        .await;
                    effects
                        .is_ok_and(|effects| effects > i64::try_from(before).unwrap() + round * 20)
                })
                .await;
                // It may end the very session that it runs in.
                let _ = sqlx::query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database()",
                )
                .execute(database.pool())
                .await;
            }
            done.store(true, Ordering::SeqCst);
            let added = adding.ended().await;
            until(async || waiting(&database).await == 0).await;
            for id in &added {
                until(async || {
                    let seen = sqlx::query("SELECT 1 FROM effects WHERE event_id = $1")
                        .bind(id)
                        .fetch_optional(database.pool())
                        .await;
                    seen.unwrap().is_some()
                })
                .await;
            }
            relay.stop().await;
            service.stop().await;
            effects(&database).await;
            assert_eq!(bus.dead(&QUEUE).await.unwrap(), 0);
            // What was committed though its writer was told otherwise has had its effect as well.
            let unhandled = "SELECT COUNT(*) FROM outbox";
            assert_eq!(count(&database, unhandled).await, 0);
        }
    }
}
