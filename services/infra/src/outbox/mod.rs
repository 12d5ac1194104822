//! Events that are published exactly when the change they tell of is committed.
//!
//! [`add`] writes an event into the table `outbox` within the transaction of the change; a relay
//! ([`Outbox::relay`]) publishes what stands there and takes away what the bus has confirmed. Whatever dies in
//! between, an event is published at least once.

mod relay;
mod store;

pub use store::add;

use std::sync::Arc;

use tokio::sync::Notify;

use crate::bus::Bus;
use crate::database::Database;
use crate::service::Work;
use crate::stop::Stop;

/// A service's outbox. Clones are the same outbox.
#[derive(Debug, Clone)]
pub struct Outbox {
    database: Database,
    bus: Bus,
    added: Arc<Notify>,
}

impl Outbox {
    /// Of that database, published to that bus.
    #[must_use]
    pub fn new(database: Database, bus: Bus) -> Self {
        Self {
            database,
            bus,
            added: Arc::new(Notify::new()),
        }
    }

    /// Says that events were committed, so that they are published at once. Without it they are found within
    /// a second.
    pub fn wake(&self) {
        self.added.notify_one();
    }

    /// Publishes what is in the outbox until it is to stop, whether or not database and bus are there all the
    /// time. Several relays of one PostgreSQL database share the work. While one relay runs, events leave in
    /// the order of their ids.
    #[must_use]
    pub fn relay(&self, stop: Stop) -> Work {
        let outbox = self.clone();
        Box::pin(async move {
            relay::run(&outbox, stop).await;
            Ok(())
        })
    }
}
