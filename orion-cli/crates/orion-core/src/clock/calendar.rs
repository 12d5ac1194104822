//! The days and hours of a project.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::Interval;
use super::counted::{CountedPieces, shifted};
use super::day_part::DayPart;
use crate::config::{ClockMode, Project, Workdays};

/// How long nothing may count before that is taken for never: ten years.
const NEVER: SignedDuration = SignedDuration::from_hours(24 * 3653);

/// The days and hours of a project, as the clock on its wall shows them.
///
/// An instant counts by what that clock then shows. Hours that it passes twice when it is set back count twice, and
/// hours that it skips do not count.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    zone: TimeZone,
    workdays: Workdays,
    /// In order, each once.
    holidays: Vec<Date>,
    business: DayPart,
}

impl Calendar {
    /// The calendar of that project: in UTC when it names no zone, with working days of 24 hours when it gives none.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut holidays = project.holidays.clone();
        holidays.sort_unstable();
        holidays.dedup();
        Self {
            zone: project.time_zone.clone().unwrap_or(TimeZone::UTC),
            workdays: project.workdays.clone(),
            holidays,
            business: project.hours.map_or(DayPart::WHOLE, DayPart::from),
        }
    }

    /// How much of the interval counts in that mode; never negative.
    ///
    /// It takes time proportional to the number of days in the interval.
    #[must_use]
    pub fn counted(&self, mode: ClockMode, interval: Interval) -> SignedDuration {
        match self.part(mode) {
            None => interval.length(),
            Some(part) => CountedPieces::new(self, part, interval)
                .map(Interval::length)
                .fold(SignedDuration::ZERO, SignedDuration::saturating_add),
        }
    }

    /// The first instant at which time of that length has counted since `from`, which is `from` itself when the
    /// length is not positive. `None` when that is never: ten years go by in which nothing counts, or time as such
    /// ends (in the year 9999).
    ///
    /// It takes time proportional to the number of days up to that instant.
    #[must_use]
    pub fn after(
        &self,
        mode: ClockMode,
        from: Timestamp,
        length: SignedDuration,
    ) -> Option<Timestamp> {
        let mut left = length.max(SignedDuration::ZERO);
        // No mode counts more than what passes: this is the answer for one, and a bound for the others.
        let earliest = from.checked_add(left).ok()?;
        let Some(part) = self.part(mode).filter(|_| !left.is_zero()) else {
            return Some(earliest);
        };
        let mut from = from;
        loop {
            let to = shifted(from, NEVER);
            let before = left;
            for piece in CountedPieces::new(self, part, Interval { from, to }) {
                if left <= piece.length() {
                    return Some(shifted(piece.from, left));
                }
                left -= piece.length();
            }
            if left == before {
                return None;
            }
            from = to;
        }
    }

    /// The part of working days that counts in that mode; `None` when all time does.
    fn part(&self, mode: ClockMode) -> Option<DayPart> {
        match mode {
            ClockMode::Elapsed => None,
            ClockMode::Weekday => Some(DayPart::WHOLE),
            ClockMode::Business => Some(self.business),
        }
    }

    /// Whether work is done on that day.
    pub(super) fn is_working_day(&self, day: Date) -> bool {
        self.workdays.contains(day.weekday()) && self.holidays.binary_search(&day).is_err()
    }

    /// The zone's offset from UTC at that instant, and the instant, later, until which it stays.
    pub(super) fn offset(&self, instant: Timestamp) -> (Offset, Timestamp) {
        let change = self.zone.following(instant).next();
        (
            self.zone.to_offset(instant),
            change.map_or(Timestamp::MAX, |change| change.timestamp()),
        )
    }
}
