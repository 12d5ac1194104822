//! Which time of an interval counts, piece by piece.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::day_part::{DayPart, since_midnight};
use super::{Calendar, Interval};

/// The pieces of an interval at which the wall clock of the calendar's zone shows a part of a working day: in order,
/// none empty, none overlapping another.
///
/// It goes from day to day and from one change of the zone's offset to the next. In between, the wall clock runs like
/// any other, so no reading of it has to be looked up that there is never or twice.
pub(super) struct CountedPieces<'c> {
    calendar: &'c Calendar,
    part: DayPart,
    /// What is left to look at.
    rest: Interval,
    /// The offset at the beginning of the rest.
    offset: Offset,
    /// Until when it stays.
    steady_until: Timestamp,
}

impl<'c> CountedPieces<'c> {
    pub(super) fn new(calendar: &'c Calendar, part: DayPart, interval: Interval) -> Self {
        let (offset, steady_until) = calendar.offset(interval.from);
        Self {
            calendar,
            part,
            rest: interval,
            offset,
            steady_until,
        }
    }

    /// What counts of the day, or of the part of it under one offset, with which the rest begins; it may be empty.
    fn first_day(&mut self) -> Interval {
        let now = self.rest.from;
        if now >= self.steady_until {
            (self.offset, self.steady_until) = self.calendar.offset(now);
        }
        let wall = self.offset.to_datetime(now);
        let shown = since_midnight(wall.time());
        let when = |reading: SignedDuration| shifted(now, reading - shown);
        let day = Interval {
            from: now,
            to: when(DayPart::WHOLE.to)
                .min(self.steady_until)
                .min(self.rest.to),
        };
        self.rest.from = day.to;
        if !self.calendar.is_working_day(wall.date()) {
            return Interval { from: now, to: now };
        }
        day.intersection(Interval {
            from: when(self.part.from),
            to: when(self.part.to),
        })
    }
}

impl Iterator for CountedPieces<'_> {
    type Item = Interval;

    fn next(&mut self) -> Option<Interval> {
        while !self.rest.is_empty() {
            let piece = self.first_day();
            if !piece.is_empty() {
                return Some(piece);
            }
        }
        None
    }
}

/// The instant that is so much later, or earlier; the last or first one there is where it would be beyond.
pub(super) fn shifted(instant: Timestamp, by: SignedDuration) -> Timestamp {
    let beyond = if by.is_negative() {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    instant.checked_add(by).unwrap_or(beyond)
}
