//! `[sla]`

use std::time::Duration;

/// Which time a clock counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ClockMode {
    /// Round the clock.
    Elapsed,
    /// All 24 hours of working days; still at weekends and on holidays.
    #[default]
    Weekday,
    /// The working hours of working days.
    Business,
}

/// How fast a review is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewClock {
    /// The time the reviewer has, counted as `mode` says.
    pub within: Duration,
    /// Which time counts.
    pub mode: ClockMode,
}

/// `[sla]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sla {
    /// For requests to change a contract; 24 hours when it is not given.
    pub contract_review: ReviewClock,
    /// For requests to change a database schema; 48 hours when it is not given.
    pub schema_review: ReviewClock,
}

impl Default for Sla {
    fn default() -> Self {
        let hours = |hours: u64| ReviewClock {
            within: Duration::from_secs(hours * 3600),
            mode: ClockMode::default(),
        };
        Self {
            contract_review: hours(24),
            schema_review: hours(48),
        }
    }
}
