//! The time by which sessions end: the system's, or one that a test sets.

use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;

/// The longest sleep before the system's clock is looked at again: it may be set, or the machine may sleep.
const LOOK: Duration = Duration::from_secs(30);

/// Tells the time.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<watch::Receiver<Timestamp>>);

/// Sets a clock of its own.
#[derive(Debug)]
pub struct ClockHand(watch::Sender<Timestamp>);

impl Clock {
    /// The system's.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// One that stands at `now` until it is set.
    #[must_use]
    pub fn manual(now: Timestamp) -> (Self, ClockHand) {
        let (sender, receiver) = watch::channel(now);
        (Self(Some(receiver)), ClockHand(sender))
    }

    /// What it shows.
    pub(crate) fn now(&self) -> Timestamp {
        match &self.0 {
            Some(set) => *set.borrow(),
            None => Timestamp::now(),
        }
    }

    /// Returns when it shows `instant` or later.
    pub(crate) async fn reaches(&self, instant: Timestamp) {
        if let Some(set) = &self.0 {
            // An error means that the hand is gone, and the clock stands for good.
            if set.clone().wait_for(|now| *now >= instant).await.is_err() {
                std::future::pending::<()>().await;
            }
            return;
        }
        loop {
            let left = instant.duration_since(Timestamp::now());
            match Duration::try_from(left) {
                Ok(left) if !left.is_zero() => tokio::time::sleep(left.min(LOOK)).await,
                _ => return,
            }
        }
    }
}

impl ClockHand {
    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        self.0.send_modify(|now| *now = later(*now, by));
    }
}

/// The instant `by` after another; the last one there is when time ends before that.
pub(crate) fn later(instant: Timestamp, by: Duration) -> Timestamp {
    instant.checked_add(by).unwrap_or(Timestamp::MAX)
}
