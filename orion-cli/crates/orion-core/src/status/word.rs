//! The five statuses, and why something is blocked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a workstream stands. The first that holds counts, in this order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StatusWord {
    /// Every deliverable is proved on the base branch.
    Done,
    /// It has started, or should have by the plan, and something unplanned stops it.
    Blocked,
    /// Every open deliverable is in front of a reviewer.
    Review,
    /// There is work ahead of the base, or some deliverable is proved.
    Wip,
    /// The plan says not yet, or it is ready to be begun.
    Waiting,
}

impl StatusWord {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Done,
        Self::Blocked,
        Self::Review,
        Self::Wip,
        Self::Waiting,
    ];

    /// The word that people read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Blocked => "Blocked",
            Self::Review => "Review",
            Self::Wip => "WIP",
            Self::Waiting => "Waiting",
        }
    }

    /// The sign before the word, one column wide.
    #[must_use]
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::Blocked => "✗",
            Self::Review | Self::Wip => "▲",
            Self::Waiting => "○",
        }
    }
}

/// What kind of thing blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CauseKind {
    /// An open issue with the label `blocker`.
    BlockerIssue,
    /// A request past its clock.
    OverdueRequest,
    /// A branch that will not merge with the base.
    Conflict,
    /// A workstream that is needed and late by the plan.
    LateWorkstream,
}

impl CauseKind {
    /// A few words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BlockerIssue => "blocker",
            Self::OverdueRequest => "review overdue",
            Self::Conflict => "conflicts with the base",
            Self::LateWorkstream => "late",
        }
    }
}
