//! What `orion escalate` reports.

use jiff::Timestamp;
use orion_core::ids::{IssueNumber, WorkstreamId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::request::Fate;

/// Why something blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockerKind {
    /// A request's review is overdue.
    OverdueReview,
    /// An open issue has the label `blocker`.
    Blocker,
    /// Somebody says so by `--level`.
    ByHand,
}

impl BlockerKind {
    /// In a few words, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OverdueReview => "review overdue",
            Self::Blocker => "blocked",
            Self::ByHand => "unanswered",
        }
    }
}

/// What became of a notice at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SinkFate {
    /// It would be told there.
    Shown,
    /// It was told there.
    Told,
    /// It did not arrive, and the next run tries again.
    Missed,
}

/// A notice at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SinkReport {
    /// `slack`, `comment`, `issue`, `webhook` or `stdout`.
    pub sink: String,
    /// What became of it.
    pub fate: SinkFate,
    /// Why it did not arrive.
    pub because: Option<String>,
}

/// A notice that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoticeReport {
    /// Its level.
    pub level: u8,
    /// What the level is called.
    pub name: String,
    /// What it is recognised by.
    pub key: String,
    /// What it says, in Markdown.
    pub text: String,
    /// Whether it went out before, and only those are told who were missed.
    pub is_again: bool,
    /// Where it goes.
    pub sinks: Vec<SinkReport>,
    /// What became of the comment that remembers it; `shown` where none was to be written.
    pub fate: Fate,
    /// Why that is not on GitHub.
    pub because: Option<String>,
}

/// A notice that went out before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GivenReport {
    /// Its level.
    pub level: u8,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// The places that were told.
    pub told: Vec<String>,
}

/// The notice that comes next if nobody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UpcomingReport {
    /// Its level.
    pub level: u8,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// Something that blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockerRow {
    /// Its issue.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Why it blocks.
    pub kind: BlockerKind,
    /// Since when.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// Whether everyone hears of it at once.
    pub is_critical: bool,
    /// Whose move it is.
    pub owners: Vec<WorkstreamId>,
    /// What went out before.
    pub given: Vec<GivenReport>,
    /// What is due now.
    pub due: Vec<NoticeReport>,
    /// What comes next.
    pub next: Option<UpcomingReport>,
}

/// `orion escalate`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EscalateReport {
    /// 1.
    pub schema: u8,
    /// Now, as the clocks were read.
    #[schemars(with = "String")]
    pub now: Timestamp,
    /// What blocks, the oldest first.
    pub blockers: Vec<BlockerRow>,
}
