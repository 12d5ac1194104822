//! A part of every working day.

use jiff::SignedDuration;
use jiff::civil::Time;

use crate::config::WorkingHours;

/// From one reading of the wall clock up to, and not including, a later one of the same day, both as the time that
/// it shows since 00:00. A clock that is set forward or back passes some readings never and others twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayPart {
    /// The first reading.
    pub(super) from: SignedDuration,
    /// The first reading after it; 24 hours at the end of the day.
    pub(super) to: SignedDuration,
}

impl DayPart {
    /// Every reading of a day.
    pub(super) const WHOLE: Self = Self {
        from: SignedDuration::ZERO,
        to: SignedDuration::from_hours(24),
    };
}

impl From<WorkingHours> for DayPart {
    fn from(hours: WorkingHours) -> Self {
        Self {
            from: since_midnight(hours.from),
            to: since_midnight(hours.to),
        }
    }
}

/// How much the wall clock shows since 00:00: not how much has passed since.
pub(super) fn since_midnight(time: Time) -> SignedDuration {
    Time::midnight().duration_until(time)
}
