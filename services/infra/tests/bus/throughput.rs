//! How many events get through.

use std::time::Instant;

use orion_infra::outbox::Outbox;
use orion_infra::testing::{buses, databases};

use crate::support::{
    MIGRATIONS, Noting, QUEUE, add_many, consumer, effects, relay, service, until, waiting,
};

/// Prints events per second from outbox to confirm: `cargo test -p orion-infra --test bus -- --ignored`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures, and tells nothing of right and wrong"]
async fn throughput_of_a_relay() {
    const EVENTS: u32 = 10_000;
    for database in databases(&MIGRATIONS).await {
        for (bus, kind) in buses().await.iter().zip(["memory", "RabbitMQ"]) {
            let (_consumer, _received) = consumer(bus, QUEUE, async |_| Ok(()));
            add_many(&database, EVENTS as usize).await;
            let begun = Instant::now();
            let relay = relay(&Outbox::new(database.clone(), bus.clone()));
            until(async || waiting(&database).await == 0).await;
            let rate = f64::from(EVENTS) / begun.elapsed().as_secs_f64();
            relay.stop().await;
            println!("{:?} to {kind}: {rate:.0} events/s", database.dialect());
        }
    }
}

/// Prints events per second from outbox to effect, each in a transaction of its own.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures, and tells nothing of right and wrong"]
async fn throughput_to_the_effect() {
    const EVENTS: u32 = 5_000;
    for database in databases(&MIGRATIONS).await {
        for (bus, kind) in buses().await.iter().zip(["memory", "RabbitMQ"]) {
            let before = effects(&database).await;
            let (noting, _committed) = Noting::new();
            let service = service(&database, bus, noting);
            add_many(&database, EVENTS as usize).await;
            let begun = Instant::now();
            let relay = relay(&Outbox::new(database.clone(), bus.clone()));
            until(async || effects(&database).await == before + EVENTS as usize).await;
            let rate = f64::from(EVENTS) / begun.elapsed().as_secs_f64();
            relay.stop().await;
            service.stop().await;
            println!("{:?} over {kind}: {rate:.0} effects/s", database.dialect());
        }
    }
}
