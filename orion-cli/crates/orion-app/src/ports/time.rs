//! The clock, and patience.

use std::time::Duration;

use jiff::Timestamp;

/// What time it is.
pub trait Time {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}
