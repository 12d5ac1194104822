//! What waits in a queue for its consumer.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Notify, oneshot};

use crate::bus::Message;

/// A message for one queue, and whom to tell that it is through.
#[derive(Debug)]
pub(super) struct Delivery {
    pub(super) message: Message,
    /// How many attempts have failed.
    pub(super) failures: u32,
    settled: oneshot::Sender<()>,
}

impl Delivery {
    pub(super) fn new(message: Message, settled: oneshot::Sender<()>) -> Self {
        Self {
            message,
            failures: 0,
            settled,
        }
    }

    /// It is through.
    pub(super) fn settle(self) {
        // Nobody waits any more when the publisher gave up; it will publish again.
        let _ = self.settled.send(());
    }

    /// Whether its publisher gave up. It holds the message still, and will publish it again.
    pub(super) fn is_given_up(&self) -> bool {
        self.settled.is_closed()
    }
}

/// A queue.
#[derive(Debug)]
pub(super) struct Waiting {
    kinds: &'static [&'static str],
    deliveries: Mutex<VecDeque<Delivery>>,
    arrived: Notify,
    dead: AtomicU64,
}

impl Waiting {
    pub(super) fn new(kinds: &'static [&'static str]) -> Self {
        Self {
            kinds,
            deliveries: Mutex::default(),
            arrived: Notify::new(),
            dead: AtomicU64::new(0),
        }
    }

    pub(super) fn takes(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }

    /// Behind all that wait.
    pub(super) fn put(&self, delivery: Delivery) {
        self.lock().push_back(delivery);
        self.arrived.notify_one();
    }

    /// Before all that wait: it was in hand already.
    pub(super) fn put_back(&self, delivery: Delivery) {
        self.lock().push_front(delivery);
        self.arrived.notify_one();
    }

    /// The next one, once there is one.
    pub(super) async fn take(&self) -> Delivery {
        loop {
            if let Some(delivery) = self.next() {
                return delivery;
            }
            self.arrived.notified().await;
        }
    }

    fn next(&self) -> Option<Delivery> {
        let mut deliveries = self.lock();
        let delivery = loop {
            let delivery = deliveries.pop_front()?;
            if !delivery.is_given_up() {
                break delivery;
            }
        };
        if !deliveries.is_empty() {
            // Several that arrive at once wake one consumer; it wakes the next.
            self.arrived.notify_one();
        }
        Some(delivery)
    }

    pub(super) fn bury(&self, delivery: Delivery) {
        self.dead.fetch_add(1, Ordering::Relaxed);
        delivery.settle();
    }

    pub(super) fn dead(&self) -> u64 {
        self.dead.load(Ordering::Relaxed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Delivery>> {
        self.deliveries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
