//! Exchange and queues.
//!
//! A queue `NAME` has two others beside it: in `NAME.retry` a message waits for its next attempt, from where it
//! comes back by itself; in `NAME.dead` lies what was given up. What the broker would drop on its own account
//! goes to `NAME.dead` as well. What a queue is declared with never changes with its settings: a broker refuses
//! to declare a queue again in another way.

use std::time::Duration;

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Channel, ExchangeKind};
use tokio::sync::Mutex;

use super::bounded;
use crate::bus::{BusError, Queue};

/// RabbitMQ 4 gives up what was delivered 20 times without an answer. A consumer that crashes is none of the
/// message's fault, so the limit is put out of reach.
const DELIVERIES: i64 = 1_000_000_000;

/// The names on the broker, and how what they name is declared.
#[derive(Debug)]
pub(super) struct Topology {
    prefix: String,
    exchange: String,
    unused_for: Option<Duration>,
    /// One declaration at a time. A quorum queue is known before it can keep anything; whoever declares it in that
    /// moment is told that it is there, and has its first message rejected.
    declaring: Mutex<()>,
}

impl Topology {
    pub(super) fn new(prefix: &str, unused_for: Option<Duration>) -> Self {
        Self {
            prefix: prefix.to_owned(),
            exchange: format!("{prefix}orion.events"),
            unused_for,
            declaring: Mutex::new(()),
        }
    }

    pub(super) fn exchange(&self) -> &str {
        &self.exchange
    }

    pub(super) fn queue(&self, queue: &Queue) -> String {
        format!("{}{}", self.prefix, queue.name)
    }

    pub(super) fn retry(&self, queue: &Queue) -> String {
        format!("{}.retry", self.queue(queue))
    }

    pub(super) fn dead(&self, queue: &Queue) -> String {
        format!("{}.dead", self.queue(queue))
    }

    /// Declares everything, whether or not it is there.
    pub(super) async fn declare(
        &self,
        channel: &Channel,
        queues: &[Queue],
    ) -> Result<(), BusError> {
        let _alone = self.declaring.lock().await;
        bounded(channel.exchange_declare(
            self.exchange.as_str().into(),
            ExchangeKind::Topic,
            ExchangeDeclareOptions {
                durable: true,
                auto_delete: self.unused_for.is_some(),
                ..ExchangeDeclareOptions::default()
            },
            FieldTable::default(),
        ))
        .await?;
        for queue in queues {
            let (name, retry, dead) = (self.queue(queue), self.retry(queue), self.dead(queue));
            self.declare_queue(channel, &dead, None).await?;
            self.declare_queue(channel, &retry, Some(&name)).await?;
            self.declare_queue(channel, &name, Some(&dead)).await?;
            for kind in queue.kinds {
                bounded(channel.queue_bind(
                    name.as_str().into(),
                    self.exchange.as_str().into(),
                    (*kind).into(),
                    QueueBindOptions::default(),
                    FieldTable::default(),
                ))
                .await?;
            }
        }
        Ok(())
    }

    /// A queue that passes what expires or is dropped on to `next`, and lets go of it only when it is there.
    async fn declare_queue(
        &self,
        channel: &Channel,
        name: &str,
        next: Option<&str>,
    ) -> Result<(), BusError> {
        let mut arguments = FieldTable::default();
        let text = |text: &str| AMQPValue::LongString(text.into());
        arguments.insert("x-queue-type".into(), text("quorum"));
        arguments.insert(
            "x-delivery-limit".into(),
            AMQPValue::LongLongInt(DELIVERIES),
        );
        if let Some(next) = next {
            arguments.insert("x-dead-letter-exchange".into(), text(""));
            arguments.insert("x-dead-letter-routing-key".into(), text(next));
            arguments.insert("x-dead-letter-strategy".into(), text("at-least-once"));
            arguments.insert("x-overflow".into(), text("reject-publish"));
        }
        if let Some(unused_for) = self.unused_for {
            let milliseconds = i64::try_from(unused_for.as_millis()).unwrap_or(i64::MAX);
            arguments.insert("x-expires".into(), AMQPValue::LongLongInt(milliseconds));
        }
        bounded(channel.queue_declare(name.into(), QueueDeclareOptions::durable(), arguments))
            .await?;
        Ok(())
    }
}
