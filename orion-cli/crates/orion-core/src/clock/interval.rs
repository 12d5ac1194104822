//! A span of time.

use jiff::{SignedDuration, Timestamp};

/// From `from` up to, and not including, `to`; empty when `to` is not later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Interval {
    /// Whether there is no instant in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }

    /// How long it is; never negative.
    #[must_use]
    pub fn length(self) -> SignedDuration {
        self.from.duration_until(self.to).max(SignedDuration::ZERO)
    }

    /// What lies in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }
}

/// The same instants, each once: intervals in order, none of which is empty, meets or overlaps another.
pub(super) fn union(intervals: impl IntoIterator<Item = Interval>) -> Vec<Interval> {
    let mut given: Vec<Interval> = intervals
        .into_iter()
        .filter(|interval| !interval.is_empty())
        .collect();
    given.sort_by_key(|interval| interval.from);
    let mut union: Vec<Interval> = Vec::with_capacity(given.len());
    for interval in given {
        match union.last_mut() {
            Some(last) if interval.from <= last.to => last.to = last.to.max(interval.to),
            _ => union.push(interval),
        }
    }
    union
}
