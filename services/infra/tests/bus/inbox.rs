//! The inbox.

use std::sync::atomic::Ordering;

use orion_infra::outbox::Outbox;
use orion_infra::testing::{buses, databases};
use orion_infra::trace::Trace;

use crate::support::{
    MIGRATIONS, Noting, QUEUE, add, count, effects, message, relay, service, until, within,
};

#[tokio::test]
async fn an_event_that_comes_again_has_its_effect_once() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let (noting, mut committed) = Noting::new();
            let before = effects(&database).await;
            let service = service(&database, &bus, noting);
            let (again, last) = (message(), message());
            let all = [again.clone(), again.clone(), again.clone(), again];
            within(bus.publish(&all)).await.unwrap();
            within(bus.publish(&[last])).await.unwrap();
            for _ in 0..2 {
                within(committed.recv()).await.unwrap();
            }
            service.stop().await;
            assert_eq!(effects(&database).await, before + 2);
            assert!(committed.try_recv().is_err());
        }
    }
}

#[tokio::test]
async fn a_failed_attempt_leaves_no_trace() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let before = effects(&database).await;
            let (noting, mut committed) = Noting::new();
            noting.failing.store(true, Ordering::SeqCst);
            let service = service(&database, &bus, noting);
            let sent = message();
            within(bus.publish(std::slice::from_ref(&sent)))
                .await
                .unwrap();
            assert_eq!(within(committed.recv()).await, Some(sent.id));
            service.stop().await;
            assert_eq!(effects(&database).await, before + 1);
        }
    }
}

#[tokio::test]
async fn a_handler_that_panics_is_a_failed_attempt() {
    for database in databases(&MIGRATIONS).await {
        let bus = buses().await.remove(0);
        let (noting, mut committed) = Noting::new();
        noting.panicking.store(true, Ordering::SeqCst);
        let _service = service(&database, &bus, noting);
        within(bus.publish(&[message()])).await.unwrap();
        within(committed.recv()).await.unwrap();
        assert_eq!(effects(&database).await, 1);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_given_up() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let (noting, _committed) = Noting::new();
            let service = service(&database, &bus, noting);
            let mut broken = message();
            broken.body = "{".to_owned();
            let mut foreign = message();
            foreign.body = foreign.body.replace("user.deleted", "user.vanished");
            within(bus.publish(&[broken, foreign])).await.unwrap();
            until(async || bus.dead(&QUEUE).await.unwrap() == 2).await;
            service.stop().await;
            assert_eq!(effects(&database).await, 0);
        }
    }
}

#[tokio::test]
async fn what_is_done_about_an_event_belongs_to_the_request_that_led_to_it() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let (noting, mut committed) = Noting::new();
            let requests = noting.requests.clone();
            let service = service(&database, &bus, noting);
            let relay = relay(&Outbox::new(database.clone(), bus.clone()));
            let trace = Trace::begin();
            let request = trace.request_id().to_string();
            trace.scope(add(&database)).await.unwrap();
            within(committed.recv()).await.unwrap();
            assert_eq!(*requests.lock().unwrap(), [request]);
            relay.stop().await;
            service.stop().await;
        }
    }
}

#[tokio::test]
async fn the_service_is_known_before_it_works() {
    for database in databases(&MIGRATIONS).await {
        for bus in buses().await {
            let before = effects(&database).await;
            let (_stopper, stop) = orion_infra::stop::pair();
            let (noting, _committed) = Noting::new();
            let work = orion_infra::inbox::work(database.clone(), bus.clone(), QUEUE, noting, stop);
            let relay = relay(&Outbox::new(database.clone(), bus.clone()));
            add(&database).await.unwrap();
            let running = crate::support::Task::start(work);
            until(async || effects(&database).await == before + 1).await;
            drop(running);
            relay.stop().await;
        }
    }
}

#[tokio::test]
async fn what_was_handled_long_ago_is_forgotten() {
    for database in databases(&MIGRATIONS).await {
        let bus = buses().await.remove(0);
        sqlx::query("INSERT INTO inbox (queue, event_id, handled_at) VALUES ('q', 'old', 0)")
            .execute(database.pool())
            .await
            .unwrap();
        let (noting, mut committed) = Noting::new();
        let _service = service(&database, &bus, noting);
        within(bus.publish(&[message()])).await.unwrap();
        within(committed.recv()).await.unwrap();
        until(async || count(&database, "SELECT COUNT(*) FROM inbox").await == 1).await;
    }
}
