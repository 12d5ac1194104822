//! A clock that moves when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use orion_gateway::Clock;

/// The clock; its clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct TestClock {
    start: Instant,
    seconds: Arc<AtomicU64>,
}

impl TestClock {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            seconds: Arc::default(),
        }
    }

    pub(crate) fn pass(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn as_clock(&self) -> Clock {
        let Self { start, seconds } = self.clone();
        Arc::new(move || start + Duration::from_secs(seconds.load(Ordering::SeqCst)))
    }
}
