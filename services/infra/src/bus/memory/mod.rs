//! The bus in the memory of one process. It keeps nothing beyond that: a publisher is told that a message is
//! confirmed only when every consumer is through with it, so that what the publisher still holds is all there
//! is to lose nothing.

mod consume;
mod waiting;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use tokio::sync::oneshot;

use super::{Message, Queue};
use waiting::{Delivery, Waiting};

/// The buses of this process that somebody holds, by name.
static BUSES: LazyLock<Mutex<HashMap<String, Weak<MemoryBus>>>> = LazyLock::new(Mutex::default);

#[derive(Debug, Default)]
pub(super) struct MemoryBus {
    queues: Mutex<HashMap<&'static str, Arc<Waiting>>>,
}

impl MemoryBus {
    /// The bus of that name, the same for everybody in this process.
    pub(super) fn named(name: &str) -> Arc<Self> {
        let mut buses = BUSES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bus) = buses.get(name).and_then(Weak::upgrade) {
            return bus;
        }
        buses.retain(|_, bus| bus.strong_count() > 0);
        let bus = Arc::new(Self::default());
        buses.insert(name.to_owned(), Arc::downgrade(&bus));
        bus
    }

    pub(super) fn declare(&self, queue: &Queue) {
        self.queue(queue);
    }

    fn queue(&self, queue: &Queue) -> Arc<Waiting> {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = queues
            .entry(queue.name)
            .or_insert_with(|| Arc::new(Waiting::new(queue.kinds)));
        Arc::clone(waiting)
    }

    /// Puts each message into every queue that is bound to its kind, and waits until all are through.
    pub(super) async fn publish(&self, messages: &[Message]) {
        let mut settlements = Vec::new();
        {
            let queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
            for message in messages {
                for queue in queues.values().filter(|queue| queue.takes(&message.kind)) {
                    let (settled, settlement) = oneshot::channel();
                    queue.put(Delivery::new(message.clone(), settled));
                    settlements.push(settlement);
                }
            }
        }
        for settlement in settlements {
            // A delivery is dropped unsettled with its bus only, and this bus is here.
            let _ = settlement.await;
        }
    }

    pub(super) fn dead(&self, queue: &Queue) -> u64 {
        self.queue(queue).dead()
    }
}
