//! What becomes of a delivery.

use std::time::Duration;

use lapin::message::Delivery;
use lapin::options::BasicAckOptions;

use super::connection::LOOK;
use super::{AmqpBus, bounded, envelope};
use crate::backoff::Backoff;
use crate::bus::attempt::{Outcome, attempt};
use crate::bus::{Failed, Message, Queue};
use crate::stop::Stop;

impl AmqpBus {
    /// Brings one delivery to its end: handled, moved to where it waits or is given up, or left to the broker
    /// when the consumer is to stop.
    pub(super) async fn settle<Deliver, Delivered>(
        &self,
        queue: &Queue,
        delivery: Delivery,
        mut stop: Stop,
        deliver: &Deliver,
    ) where
        Deliver: Fn(Message) -> Delivered + Send + Sync,
        Delivered: Future<Output = Result<(), Failed>> + Send,
    {
        let failures = envelope::failures(&delivery);
        let outcome = if let Some(message) = envelope::open(&delivery) {
            attempt(queue, &message, failures, &mut stop, deliver).await
        } else {
            tracing::error!(queue = queue.name, "what is no event is given up");
            Outcome::Dead
        };
        let failures = failures.saturating_add(1);
        let settled = match outcome {
            Outcome::Handled => true,
            Outcome::Stopped => false,
            Outcome::Again => {
                let retry = self.topology.retry(queue);
                self.move_to(&retry, &delivery, failures, Some(queue.retry_after), stop)
                    .await
            }
            Outcome::Dead => {
                let dead = self.topology.dead(queue);
                self.move_to(&dead, &delivery, failures, None, stop).await
            }
        };
        if settled {
            acknowledge(&delivery).await;
        }
    }

    /// Publishes what was delivered to another queue, and gives whether it is there. It tries as long as
    /// nobody else has the delivery.
    async fn move_to(
        &self,
        queue: &str,
        delivery: &Delivery,
        failures: u32,
        delay: Option<Duration>,
        mut stop: Stop,
    ) -> bool {
        let mut backoff = Backoff::new();
        while delivery.acker.usable() {
            let letter = envelope::moved(delivery, queue, failures, delay);
            let moved = match self.publisher().await {
                Ok(publisher) => publisher.send(vec![letter]).await,
                Err(error) => Err(error),
            };
            let Err(error) = moved else { return true };
            tracing::warn!(queue, error = %error, "an event cannot be moved yet");
            tokio::select! {
                () = tokio::time::sleep(backoff.pause()) => {}
                () = stop.requested() => break,
            }
        }
        false
    }
}

/// Tells the broker to forget it, and returns when that is on its way, or cannot be any more: then it comes
/// again.
async fn acknowledge(delivery: &Delivery) {
    tokio::select! {
        _ = bounded(delivery.acker.ack(BasicAckOptions::default())) => {}
        // Not every acknowledgement that is waited for is told of a lost connection.
        () = async {
            while !delivery.acker.poisoned() {
                tokio::time::sleep(LOOK).await;
            }
        } => {}
    }
}
