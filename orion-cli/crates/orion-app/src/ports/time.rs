//! The clock, and patience.

use std::time::Duration;

use jiff::Timestamp;

/// What time it is.
pub trait Time {
    /// Now, as reports and clocks are to see it: `ORION_NOW` may say what time that is.
    fn now(&self) -> Timestamp;

    /// What the machine's own clock says, for the distance that is kept to others.
    fn machine_clock(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}
