//! One attempt to handle a message, the same on every bus.

use super::{Failed, Message, Queue};
use crate::backoff::Backoff;
use crate::stop::Stop;

/// What is to become of a message after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is through.
    Handled,
    /// It is tried again after the queue's delay, one failure richer.
    Again,
    /// It is given up.
    Dead,
    /// It was not handled because the consumer is to stop.
    Stopped,
}

/// Hands the message to `deliver`; while what it needs is away, again and again. `failures` is how many
/// attempts have failed before.
pub(super) async fn attempt<Deliver, Delivered>(
    queue: &Queue,
    message: &Message,
    failures: u32,
    stop: &mut Stop,
    deliver: &Deliver,
) -> Outcome
where
    Deliver: Fn(Message) -> Delivered + Send + Sync,
    Delivered: Future<Output = Result<(), Failed>> + Send,
{
    let (id, kind, queue_name) = (message.id, message.kind.as_str(), queue.name);
    let mut backoff = Backoff::new();
    loop {
        match deliver(message.clone()).await {
            Ok(()) => return Outcome::Handled,
            Err(Failed::Unavailable(error)) => {
                tracing::warn!(queue = queue_name, event = %id, kind, error = %error, "an event has to wait");
                tokio::select! {
                    () = tokio::time::sleep(backoff.pause()) => {}
                    () = stop.requested() => return Outcome::Stopped,
                }
            }
            Err(Failed::Retry(error)) => {
                let failures = failures.saturating_add(1);
                if failures >= queue.attempts {
                    tracing::error!(queue = queue_name, event = %id, kind, failures, error = %error, "an event is given up");
                    return Outcome::Dead;
                }
                tracing::warn!(queue = queue_name, event = %id, kind, failures, error = %error, "an event is to be tried again");
                return Outcome::Again;
            }
            Err(Failed::Reject(error)) => {
                tracing::error!(queue = queue_name, event = %id, kind, error = %error, "an event is given up");
                return Outcome::Dead;
            }
        }
    }
}
