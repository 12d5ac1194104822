//! Working days and hours.

use jiff::civil::{Date, Time, Weekday};

/// The days of the week that count, Monday first, each once, never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workdays(Vec<Weekday>);

impl Workdays {
    /// Takes the days in any order; `None` when there are none.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let mut days: Vec<Weekday> = days.into_iter().collect();
        days.sort_by_key(|day| day.to_monday_zero_offset());
        days.dedup();
        (!days.is_empty()).then_some(Self(days))
    }

    /// The days, Monday first.
    #[must_use]
    pub fn as_slice(&self) -> &[Weekday] {
        &self.0
    }

    /// Whether that day counts.
    #[must_use]
    pub fn contains(&self, day: Weekday) -> bool {
        self.0.contains(&day)
    }
}

/// Monday to Friday.
impl Default for Workdays {
    fn default() -> Self {
        Self(vec![
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
        ])
    }
}

/// The hours of a working day: from `from` up to, and not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingHours {
    /// When work begins.
    pub from: Time,
    /// When it ends; later than `from`.
    pub to: Time,
}

/// Days on which a workstream does not work: both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaveSpan {
    /// The first day.
    pub from: Date,
    /// The last day; not before `from`.
    pub to: Date,
}
