//! What the plan is made of. All lengths are working days.

use crate::ids::{PhaseName, WorkstreamId};

/// A length in working days; fractions are allowed. Negative only as a lag. Always finite.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct WorkingDays(f64);

impl WorkingDays {
    /// The longest length there is, in either direction: some four hundred years.
    pub const MAXIMUM: f64 = 100_000.0;

    /// Takes a number of days; `None` unless it is finite and within [`Self::MAXIMUM`].
    #[must_use]
    pub fn new(days: f64) -> Option<Self> {
        (days.is_finite() && days.abs() <= Self::MAXIMUM).then_some(Self(days))
    }

    /// The number of days.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

/// How long something takes, as somebody judged it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Estimate {
    /// `"3d"`
    Fixed(WorkingDays),
    /// `"5-7d"`: between two lengths, the first not longer than the second.
    Range {
        /// The shorter.
        low: WorkingDays,
        /// The longer.
        high: WorkingDays,
    },
    /// `["2d", "3d", "7d"]`: three points, each not shorter than the one before.
    ThreePoint {
        /// When all goes well.
        optimistic: WorkingDays,
        /// Most likely.
        likely: WorkingDays,
        /// When much goes wrong.
        pessimistic: WorkingDays,
    },
}

/// Days of the plan, counted from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWindow {
    /// The first day, from 1.
    pub first: u32,
    /// The last day; not before `first`.
    pub last: u32,
}

/// How one activity waits on another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `fs`: it starts when the other has finished.
    #[default]
    FinishToStart,
    /// `ss`: it starts when the other has started.
    StartToStart,
    /// `ff`: it finishes when the other has finished.
    FinishToFinish,
}

/// One entry of a workstream's `needs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The workstream it waits on.
    pub on: WorkstreamId,
    /// The phase of it, where not the whole of it is needed.
    pub phase: Option<PhaseName>,
    /// How.
    pub link: LinkKind,
    /// How much later; negative for earlier.
    pub lag: WorkingDays,
}

/// A part of a workstream; the phases of one follow each other in the file's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// What links call it.
    pub name: PhaseName,
    /// What people call it; the name when none is given.
    pub title: String,
    /// How long it takes.
    pub estimate: Option<Estimate>,
    /// When it is to be done.
    pub days: Option<DayWindow>,
}
