//! What `orion status` reports. Dashboard, JSON and tables render this one struct.
//!
//! Titles, branch names and logins in it were written by somebody else: whoever shows them makes control characters
//! visible.

use jiff::Timestamp;
use jiff::civil::Date;
use orion_core::evidence::{Mark, OutcomeWord};
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::status::{CauseKind, StatusWord};
use schemars::JsonSchema;
use serde::Serialize;

/// `orion status`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatusReport {
    /// 1.
    pub schema: u8,
    /// What the project is called.
    pub project: String,
    /// When it was looked at.
    #[schemars(with = "String")]
    pub now: Timestamp,
    /// The commit that evidence is looked at on.
    pub base: BaseReport,
    /// How GitHub's part of it was come by.
    pub github: GithubReport,
    /// How many workstreams there are of each status, and what else the header counts.
    pub summary: SummaryReport,
    /// The workstreams, by their numbers; those without one come last, in the file's order.
    pub workstreams: Vec<WorkstreamReport>,
    /// What stops anything, at its root: what costs the finish most comes first.
    pub causes: Vec<CauseReport>,
}

/// The base branch, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BaseReport {
    /// The branch, as `workstreams.toml` has it.
    pub branch: String,
    /// The ref that was read: `refs/remotes/origin/main` where there is one, else `refs/heads/main`.
    pub reference: String,
    /// The full id of its commit.
    pub commit: String,
    /// When that was committed.
    #[schemars(with = "String")]
    pub committed_at: Timestamp,
}

/// How GitHub's part was come by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GithubReport {
    /// When GitHub said what is in here; none when it has never been asked.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Timestamp>,
    /// Why it is not from now, where it is not.
    pub because: Option<String>,
}

/// Counts for a header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SummaryReport {
    /// Workstreams that are done.
    pub done: usize,
    /// Blocked.
    pub blocked: usize,
    /// In review.
    pub review: usize,
    /// In work.
    pub wip: usize,
    /// Waiting, those that are ready included.
    pub waiting: usize,
    /// Those that are not done and whose finish is forecast later than planned.
    pub late: usize,
    /// Deliverables whose proof failed after it had held.
    pub regressed: usize,
    /// Deliverables of which it cannot be told now.
    pub unknown: usize,
}

/// One workstream.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WorkstreamReport {
    /// Its id.
    pub id: WorkstreamId,
    /// Its number on the plan.
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// Whether it has no end: it has a status and progress, and no dates.
    pub is_continuous: bool,
    /// How it stands.
    pub status: StatusWord,
    /// Why it stands so, in one line.
    pub because: String,
    /// Since when it stands so, as far as this work tree remembers.
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
    /// What it waits on; only while it waits.
    pub waiting: Option<WaitingReport>,
    /// What is proved of it on the base branch.
    pub progress: ProgressReport,
    /// Its deliverables, in the file's order.
    pub deliverables: Vec<DeliverableReport>,
    /// Work that is not on the base branch yet. It is no progress.
    pub in_flight: Vec<InFlightReport>,
    /// What stops it, at the root; empty when nothing does.
    pub blockers: Vec<CauseReport>,
    /// Working days that its finish is forecast after the planned one; 0 when it is in time; none without a plan.
    pub days_late: Option<f64>,
}

/// What a workstream waits on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaitingReport {
    /// The workstreams, by their ids, with their titles.
    pub on: Vec<NamedWorkstream>,
    /// Until when, by forecast, where the plan has dates.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// Whether nothing keeps it from being begun.
    pub is_ready: bool,
}

/// A workstream as it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedWorkstream {
    /// Its id.
    pub id: WorkstreamId,
    /// Its title.
    pub title: String,
}

/// The weight of what is proved over all. Commits, lines and pull requests do not count.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProgressReport {
    /// Weight that is proved, parts of deliverables included.
    pub proved: f64,
    /// Weight of which it cannot be told now.
    pub unknown: f64,
    /// All weight; 0 when the workstream has no deliverables, and then there is no percentage.
    pub total: f64,
    /// What is proved, in percent, rounded down: at least so much is done.
    pub at_least_percent: Option<u8>,
    /// The same if all that is unknown were proved: at most so much is done.
    pub at_most_percent: Option<u8>,
    /// Weight of open deliverables that branches prove which are not on the base.
    pub in_flight: f64,
}

/// A deliverable with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeliverableReport {
    /// What is delivered.
    pub name: String,
    /// How much of the workstream it is, relative to the others.
    pub weight: u32,
    /// What kind of proof it has: the key in `workstreams.toml`.
    pub proof: ProofKind,
    /// What the proof names: a path, a test, an issue.
    pub subject: String,
    /// What the proof says.
    pub outcome: OutcomeWord,
    /// How much of it is there, from 0 to 1; none when that is unknown.
    pub share: Option<f64>,
    /// The evidence, in one line: what was found where, or why it cannot be told.
    pub evidence: String,
    /// What the evidence is of: the base branch's commit, a recorded run, GitHub's word.
    pub source: EvidenceSource,
    /// From when the evidence is.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Timestamp>,
    /// Why it may be out of date: a test run that is older than what it tested.
    pub stale: Option<String>,
    /// What it said last, while it is unknown now.
    pub last_known: Option<LastKnownReport>,
    /// The first commit that was seen without it, after it had been proved.
    pub regressed_since: Option<Mark>,
    /// The branches that prove it while the base does not.
    pub in_flight_on: Vec<String>,
    /// The command that shows the evidence.
    pub reproduce: String,
}

/// The kinds of proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProofKind {
    /// A test passed in the last recorded run.
    Test,
    /// Something is at a path.
    Path,
    /// Enough files match a pattern.
    Glob,
    /// A contract's document is there, and its provider serves it.
    Contract,
    /// An issue is closed.
    Issue,
    /// A milestone is closed.
    Milestone,
    /// A command exits with 0.
    Command,
    /// The boxes of a Markdown file are ticked.
    Checklist,
}

impl ProofKind {
    /// The key in `workstreams.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Path => "path",
            Self::Glob => "glob",
            Self::Contract => "contract",
            Self::Issue => "issue",
            Self::Milestone => "milestone",
            Self::Command => "command",
            Self::Checklist => "checklist",
        }
    }
}

/// What evidence is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceSource {
    /// The tree of the base branch's commit.
    BaseCommit,
    /// A recorded test run.
    TestRun,
    /// GitHub.
    Github,
    /// A command that was run on the base branch's commit.
    Command,
}

/// What a proof said before it became unknown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LastKnownReport {
    /// What it said.
    pub outcome: OutcomeWord,
    /// How much of it was there, from 0 to 1.
    pub share: f64,
    /// Where and when.
    pub seen: Mark,
}

/// Work that is not on the base branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InFlightReport {
    /// The branch, as this clone calls it: `auth/tokens`, or `origin/auth/tokens` where only the remote has it.
    pub branch: String,
    /// The full id of its commit.
    pub commit: String,
    /// Its commits ahead of the base that touch the workstream's files.
    pub commits: usize,
    /// The workstream's files that they change.
    pub files: usize,
    /// When the youngest of them was committed.
    #[schemars(with = "String")]
    pub last_commit_at: Timestamp,
    /// The files in which it will conflict with the base, whoever owns them.
    pub conflicts: Vec<String>,
    /// Its pull request, where GitHub told of one.
    pub pull_request: Option<PullRequestReport>,
}

/// A pull request of a branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PullRequestReport {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whose move it is.
    pub standing: PullRequestStanding,
}

/// Whose move a pull request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PullRequestStanding {
    /// It is a draft.
    Draft,
    /// Its author's: changes were requested.
    ChangesRequested,
    /// A reviewer's.
    InReview,
}

/// Something that stops workstreams, at its root.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CauseReport {
    /// What kind of thing it is.
    pub kind: CauseKind,
    /// What it is called: an issue's title, a branch, a workstream.
    pub title: String,
    /// Its issue.
    pub number: Option<IssueNumber>,
    /// The issue's address.
    pub url: Option<String>,
    /// Whose move it is.
    pub whose: Vec<WorkstreamId>,
    /// Since when it stops them, where that is known.
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
    /// Working days that it costs the finish of the whole: how much later the workstream that is stopped ends than its
    /// slack allows. None without a plan.
    pub days_at_stake: Option<f64>,
    /// The workstreams that it stops, directly or through others.
    pub stops: Vec<WorkstreamId>,
    /// The way from the workstream that it is shown for to the cause, both ends left out: who waits on whom.
    pub through: Vec<WorkstreamId>,
    /// What to do about it: one sentence or command.
    pub next: String,
}

/// A change of state, as `orion log` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
pub struct StateChange {
    /// When it was seen.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Which workstream.
    pub workstream: String,
    /// What it was; none when it was seen for the first time.
    pub from: Option<StatusWord>,
    /// What it is from then on.
    pub to: StatusWord,
    /// Why, in one line.
    pub cause: String,
    /// The full id of the base branch's commit then.
    pub commit: String,
}

/// `orion log`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LogReport {
    /// 1.
    pub schema: u8,
    /// From when on.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// The changes, the oldest first.
    pub changes: Vec<StateChange>,
}
