//! A clock that is turned by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// A clock that is turned by hand.
#[derive(Debug, Clone)]
pub(crate) struct Clock(Arc<AtomicI64>);

impl Clock {
    pub(crate) fn now() -> Self {
        Self::ago(Duration::ZERO)
    }

    /// One that is late by so much.
    pub(crate) fn ago(time: Duration) -> Self {
        let begin = Timestamp::now() - time;
        Self(Arc::new(AtomicI64::new(begin.as_microsecond())))
    }

    /// The clock as the service has it.
    pub(crate) fn tell(&self) -> orion_auth::clock::Clock {
        let micros = Arc::clone(&self.0);
        orion_auth::clock::Clock::new(move || {
            Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap()
        })
    }

    pub(crate) fn advance(&self, time: Duration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}
