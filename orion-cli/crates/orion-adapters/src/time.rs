//! This machine's clock.

use std::time::Duration;

use jiff::Timestamp;
use orion_app::ports::Time;

/// The clock, unless it is told what time it is.
#[derive(Debug, Clone, Copy)]
pub struct LocalTime {
    fixed: Option<Timestamp>,
}

impl LocalTime {
    /// The clock; one that stands still when a time is given.
    #[must_use]
    pub fn new(fixed: Option<Timestamp>) -> Self {
        Self { fixed }
    }
}

impl Time for LocalTime {
    fn now(&self) -> Timestamp {
        self.fixed.unwrap_or_else(|| self.machine_clock())
    }

    fn machine_clock(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}
