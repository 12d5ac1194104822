//! What the commands of a request's second half report.

use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{RequestKind, RequestState};
use schemars::JsonSchema;
use serde::Serialize;

use super::report::{Fate, TaskReport};

/// A document of a contract, as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentReport {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Its version before; `null` where it had none.
    pub before: Option<String>,
    /// Its version after; `null` where it has none.
    pub after: Option<String>,
}

/// How far the implementation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImplementStage {
    /// It would be made.
    Shown,
    /// Its pull request was opened, or is about to be.
    Proposed,
    /// Its pull request is open.
    Open,
    /// Its pull request is merged.
    Merged,
    /// It is merged, and nothing is left to do.
    Done,
}

/// `orion contract implement`, `orion schema implement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImplementReport {
    /// 1.
    pub schema: u8,
    /// What was asked for.
    pub kind: RequestKind,
    /// The request's issue.
    pub number: IssueNumber,
    /// How far it is.
    pub stage: ImplementStage,
    /// The branch, where one was made or would be.
    pub branch: Option<String>,
    /// The commit on it.
    pub commit: Option<String>,
    /// Whether branch and commit were there before.
    pub was_there: bool,
    /// The pull request, once there is one.
    pub pull_request: Option<IssueNumber>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// What is different, as a diff.
    pub diff: String,
    /// Versions that were raised.
    pub documents: Vec<DocumentReport>,
    /// What else is to be known.
    pub notes: Vec<String>,
    /// What became of what was written to GitHub.
    pub fate: Fate,
    /// Why it is not on GitHub.
    pub because: Option<String>,
    /// What to do next.
    pub next: Option<String>,
}

/// `orion contract notify`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotifyReport {
    /// 1.
    pub schema: u8,
    /// The request's issue.
    pub number: IssueNumber,
    /// The pull request that implements it.
    pub pull_request: IssueNumber,
    /// The commit that has the release.
    pub commit: String,
    /// The versions.
    pub documents: Vec<DocumentReport>,
    /// The migration guide, in Markdown.
    pub guide: String,
    /// What became of the guide as a comment.
    pub fate: Fate,
    /// Why something is not on GitHub.
    pub because: Option<String>,
    /// Whether Slack was told, now or before; `null` where it was only to be shown.
    pub is_slack_told: Option<bool>,
    /// Why Slack was not told.
    pub slack_because: Option<String>,
    /// The adoption issues.
    pub tasks: Vec<TaskReport>,
    /// How far the request is.
    pub state: RequestState,
}

/// What became of a workstream's adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdoptionFate {
    /// It is shown now, and its issue is closed.
    Adopted,
    /// Its issue was closed before.
    AlreadyAdopted,
    /// It is shown now; its issue is closed once GitHub can be reached.
    Queued,
    /// It cannot be shown.
    NotShown,
    /// It was not asked about.
    NotAsked,
}

/// A workstream that has to follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AdoptionRow {
    /// Whose it is.
    pub workstream: WorkstreamId,
    /// Its adoption issue.
    pub issue: Option<IssueNumber>,
    /// What became of it.
    pub fate: AdoptionFate,
    /// Why it cannot be shown.
    pub because: Option<String>,
}

/// `orion contract adopt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AdoptReport {
    /// 1.
    pub schema: u8,
    /// The request's issue.
    pub number: IssueNumber,
    /// The commit that the evidence is of: the base branch's.
    pub commit: Option<String>,
    /// Each workstream that has to follow.
    pub workstreams: Vec<AdoptionRow>,
    /// How far the request is.
    pub state: RequestState,
}

impl AdoptReport {
    /// Whether something that was asked about cannot be shown.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        let mut rows = self.workstreams.iter();
        rows.any(|row| row.fate == AdoptionFate::NotShown)
    }
}
