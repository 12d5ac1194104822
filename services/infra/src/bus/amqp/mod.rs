//! The bus on RabbitMQ.
//!
//! Everything it relies on is on disk: queues are quorum queues, messages are persistent, a publisher waits for
//! the broker's confirms, a consumer acknowledges after the handler is done. A connection that is lost is made
//! again, and the topology with it.

mod connection;
mod consume;
mod envelope;
mod publisher;
mod settle;
mod topology;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use lapin::uri::AMQPUri;

use super::{BusError, BusSettings, Message, Queue};
use crate::config::ExposeSecret as _;
use connection::bounded;
use publisher::Publisher;
use topology::Topology;

/// Unless the URL says otherwise, a connection over which nothing came for two such spans, in seconds, is dead.
const HEARTBEAT: u16 = 10;

#[derive(Debug)]
pub(super) struct AmqpBus {
    uri: AMQPUri,
    topology: Topology,
    /// Every queue that is known, to be declared again with every connection.
    queues: Mutex<Vec<Queue>>,
    publisher: tokio::sync::Mutex<Option<Publisher>>,
    /// How many consumers have no connection.
    cut_off: AtomicUsize,
}

impl AmqpBus {
    pub(super) fn new(settings: &BusSettings) -> Result<Self, BusError> {
        let mut uri: AMQPUri = settings.url.text().parse().map_err(BusError::Url)?;
        if let Some(password) = &settings.password {
            password
                .expose_secret()
                .clone_into(&mut uri.authority.userinfo.password);
        }
        uri.query.heartbeat.get_or_insert(HEARTBEAT);
        Ok(Self {
            uri,
            topology: Topology::new(&settings.prefix, settings.unused_for),
            queues: Mutex::new(settings.queues.to_vec()),
            publisher: tokio::sync::Mutex::new(None),
            cut_off: AtomicUsize::new(0),
        })
    }

    /// Makes the queue known; it is declared before the next message is published.
    pub(super) fn declare(&self, queue: &Queue) {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if !queues.contains(queue) {
            queues.push(*queue);
        }
    }

    fn queues(&self) -> Vec<Queue> {
        let queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues.clone()
    }

    /// Publishes, side by side, and waits for every confirm.
    pub(super) async fn publish(&self, messages: &[Message]) -> Result<(), BusError> {
        let exchange = self.topology.exchange();
        let letters = messages
            .iter()
            .map(|message| envelope::letter(message, exchange))
            .collect();
        self.publisher().await?.send(letters).await
    }

    /// The publisher, connected and with all queues declared.
    async fn publisher(&self) -> Result<Publisher, BusError> {
        let mut held = self.publisher.lock().await;
        let queues = self.queues();
        let publisher = match held.take() {
            Some(publisher) if publisher.is_connected() => publisher,
            _ => Publisher::connect(&self.uri).await?,
        };
        let publisher = publisher.declared(&self.topology, &queues).await?;
        *held = Some(publisher.clone());
        Ok(publisher)
    }

    pub(super) async fn dead(&self, queue: &Queue) -> Result<u64, BusError> {
        self.declare(queue);
        self.publisher()
            .await?
            .count(&self.topology.dead(queue))
            .await
    }

    /// Whether the publisher and every consumer have their connections.
    pub(super) async fn ready(&self) -> Result<(), BusError> {
        self.publisher().await?;
        match self.cut_off.load(Ordering::Relaxed) {
            0 => Ok(()),
            _ => Err(BusError::Unavailable("a consumer is not connected".into())),
        }
    }

    /// Ends the publisher's connection.
    pub(super) async fn close(&self) {
        if let Some(publisher) = self.publisher.lock().await.take() {
            publisher.close().await;
        }
    }
}

/// What the bus says when the broker or the way to it failed.
fn unavailable(error: lapin::Error) -> BusError {
    BusError::Unavailable(error.into())
}
