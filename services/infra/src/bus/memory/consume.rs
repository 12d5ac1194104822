//! Consuming a queue in memory.

use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::MemoryBus;
use super::waiting::{Delivery, Waiting};
use crate::bus::attempt::{Outcome, attempt};
use crate::bus::{Failed, Message, Queue};
use crate::stop::Stop;

/// A delivery that goes back to its queue unless it is settled, whatever becomes of the consumer.
struct InHand {
    queue: Arc<Waiting>,
    delivery: Option<Delivery>,
}

impl InHand {
    fn take(mut self) -> Option<Delivery> {
        self.delivery.take()
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        if let Some(delivery) = self.delivery.take() {
            self.queue.put_back(delivery);
        }
    }
}

impl MemoryBus {
    pub(in crate::bus) async fn consume<Deliver, Delivered>(
        &self,
        queue: &Queue,
        mut stop: Stop,
        deliver: Deliver,
    ) where
        Deliver: Fn(Message) -> Delivered + Send + Sync,
        Delivered: Future<Output = Result<(), Failed>> + Send,
    {
        let waiting = self.queue(queue);
        let mut in_hand = FuturesUnordered::new();
        let stopping = stop.clone();
        loop {
            let free = in_hand.len() < usize::from(queue.prefetch.max(1));
            tokio::select! {
                biased;
                () = stop.requested() => break,
                Some(()) = in_hand.next(), if !in_hand.is_empty() => {}
                delivery = waiting.take(), if free => {
                    let held = InHand { queue: Arc::clone(&waiting), delivery: Some(delivery) };
                    in_hand.push(handle(queue, held, stopping.clone(), &deliver));
                }
            }
        }
        // What was begun is brought to its end.
        while in_hand.next().await.is_some() {}
    }
}

/// Brings one delivery to its end: through, dead, or, when it is to stop, back in the queue.
async fn handle<Deliver, Delivered>(
    queue: &Queue,
    mut held: InHand,
    mut stop: Stop,
    deliver: &Deliver,
) where
    Deliver: Fn(Message) -> Delivered + Send + Sync,
    Delivered: Future<Output = Result<(), Failed>> + Send,
{
    loop {
        let Some(delivery) = &mut held.delivery else {
            return;
        };
        match attempt(
            queue,
            &delivery.message,
            delivery.failures,
            &mut stop,
            deliver,
        )
        .await
        {
            Outcome::Handled => {
                if let Some(delivery) = held.take() {
                    delivery.settle();
                }
                return;
            }
            Outcome::Dead => {
                let queue = Arc::clone(&held.queue);
                if let Some(delivery) = held.take() {
                    queue.bury(delivery);
                }
                return;
            }
            Outcome::Again => delivery.failures += 1,
            Outcome::Stopped => return,
        }
        tokio::select! {
            () = tokio::time::sleep(queue.retry_after) => {}
            () = stop.requested() => return,
        }
    }
}
