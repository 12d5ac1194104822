//! What `orion escalate` is asked for, and why it may do nothing.

use orion_core::ids::IssueNumber;
use thiserror::Error;

use crate::forge::ForgeError;
use crate::ports::StoreError;

/// One level that is to speak about one issue, due or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// The level.
    pub level: u8,
    /// The issue.
    pub number: IssueNumber,
}

/// What to do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    /// This one, and nothing else; otherwise all that is due.
    pub raise: Option<Raise>,
    /// Whether to do it, or only to show it.
    pub acts: bool,
}

/// Why nothing is done, or no more.
#[derive(Debug, Error)]
pub enum EscalateError {
    /// GitHub's answer.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The outbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No level has that number, or it has no place for a notice.
    #[error("level {level} has no place that a notice could go to")]
    SilentLevel {
        /// The number.
        level: u8,
        /// The levels that have one.
        known: Vec<u8>,
    },
    /// The issue is closed.
    #[error("{number} is closed")]
    Settled {
        /// The issue.
        number: IssueNumber,
    },
}
