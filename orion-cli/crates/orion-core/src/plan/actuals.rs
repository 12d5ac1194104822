//! What is known of the work itself.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::ids::WorkstreamId;

/// How far a workstream is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Actual {
    /// It has begun.
    Running {
        /// The day on which it began.
        started: Date,
        /// The share of its duration that is left, from 0 to 1.
        left: f64,
    },
    /// It is done.
    Done {
        /// The day on which it began.
        started: Date,
        /// Its last day.
        finished: Date,
    },
}

/// How far the workstreams are.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Actuals {
    /// Nobody has looked.
    #[default]
    Unknown,
    /// How far each is that has begun; the others have not.
    Known(HashMap<WorkstreamId, Actual>),
}

impl Actuals {
    /// How far a workstream is; `None` when it has not begun, or is not known to have.
    #[must_use]
    pub fn of(&self, workstream: &WorkstreamId) -> Option<Actual> {
        match self {
            Self::Unknown => None,
            Self::Known(known) => known.get(workstream).copied(),
        }
    }
}
