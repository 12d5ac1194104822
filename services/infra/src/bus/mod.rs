//! The bus that carries events from service to service: RabbitMQ, or the memory of one process.
//!
//! A message is published once or more, and delivered at least once to every queue that its kind is bound to;
//! [`crate::outbox`] and [`crate::inbox`] make exactly one effect out of that. Delivery is in order only as
//! long as nothing fails and a queue's `prefetch` is 1.

mod amqp;
mod attempt;
mod failed;
mod memory;
mod message;
mod queue;
mod settings;

pub use failed::Failed;
pub use message::Message;
pub use queue::{AUTH, NOTIFICATIONS, QUEUES, Queue, USER};
pub use settings::{BusSettings, BusUrl};

use std::sync::Arc;

use amqp::AmqpBus;
use memory::MemoryBus;

use crate::service::{BuildError, Check};
use crate::stop::Stop;

/// Why the bus did not do as it was told.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// The URL names no bus.
    #[error("the bus cannot be opened: {0}")]
    Url(String),
    /// What carries the messages failed.
    #[error("the bus cannot be reached")]
    Unavailable(#[source] BuildError),
    /// A message was not taken: it is not known to be kept.
    #[error("the bus did not confirm a message")]
    Unconfirmed,
}

/// A bus that is open. Clones are the same bus.
#[derive(Debug, Clone)]
pub struct Bus(Carrier);

#[derive(Debug, Clone)]
enum Carrier {
    Memory(Arc<MemoryBus>),
    Amqp(Arc<AmqpBus>),
}

impl Bus {
    /// Opens it. Connections are made when they are needed, and again whenever they are lost.
    ///
    /// # Errors
    /// When the settings name no bus.
    #[expect(
        clippy::unused_async,
        reason = "opening a bus may take its time one day"
    )]
    pub async fn open(settings: &BusSettings) -> Result<Self, BusError> {
        match settings.url.memory() {
            Some(name) => {
                let bus = MemoryBus::named(name);
                settings.queues.iter().for_each(|queue| bus.declare(queue));
                Ok(Self(Carrier::Memory(bus)))
            }
            None => Ok(Self(Carrier::Amqp(Arc::new(AmqpBus::new(settings)?)))),
        }
    }

    /// Makes the queue known, so that what is published from now on is kept for it until somebody consumes.
    pub fn declare(&self, queue: &Queue) {
        match &self.0 {
            Carrier::Memory(bus) => bus.declare(queue),
            Carrier::Amqp(bus) => bus.declare(queue),
        }
    }

    /// Publishes the messages in their order, and returns when every one is confirmed: RabbitMQ has it on
    /// disk; or, in memory, the consumer of every queue it belongs to is through with it.
    ///
    /// # Errors
    /// When one of them was not confirmed. Some may have been published, and may be published again.
    pub async fn publish(&self, messages: &[Message]) -> Result<(), BusError> {
        match &self.0 {
            Carrier::Memory(bus) => {
                bus.publish(messages).await;
                Ok(())
            }
            Carrier::Amqp(bus) => bus.publish(messages).await,
        }
    }

    /// Hands the queue's messages to `deliver`, at most `queue.prefetch` at a time, until it is to stop.
    ///
    /// `Ok` ends a message. [`Failed`] says what else becomes of it. A message that is in hand when the process
    /// dies or the connection is lost is delivered again; that does not count as an attempt.
    ///
    /// # Errors
    /// When the queue cannot be had in a way that time does not mend.
    pub async fn consume<Deliver, Delivered>(
        &self,
        queue: &Queue,
        stop: Stop,
        deliver: Deliver,
    ) -> Result<(), BusError>
    where
        Deliver: Fn(Message) -> Delivered + Send + Sync,
        Delivered: Future<Output = Result<(), Failed>> + Send,
    {
        match &self.0 {
            Carrier::Memory(bus) => bus.consume(queue, stop, deliver).await,
            Carrier::Amqp(bus) => bus.consume(queue, stop, deliver).await,
        }
        Ok(())
    }

    /// How many messages of that queue were given up: what an operator looks into.
    ///
    /// # Errors
    /// When the bus cannot be asked.
    pub async fn dead(&self, queue: &Queue) -> Result<u64, BusError> {
        match &self.0 {
            Carrier::Memory(bus) => Ok(bus.dead(queue)),
            Carrier::Amqp(bus) => bus.dead(queue).await,
        }
    }

    /// Whether it can be reached: the check `bus`.
    #[must_use]
    pub fn check(&self) -> Check {
        let bus = self.clone();
        Check::new("bus", move || {
            let bus = bus.clone();
            async move {
                match bus.0 {
                    Carrier::Memory(_) => Ok(()),
                    Carrier::Amqp(bus) => Ok(bus.ready().await?),
                }
            }
        })
    }

    /// Ends the connection to publish over, after what was sent over it. It is made again when it is needed.
    pub async fn close(&self) {
        if let Carrier::Amqp(bus) = &self.0 {
            bus.close().await;
        }
    }
}
