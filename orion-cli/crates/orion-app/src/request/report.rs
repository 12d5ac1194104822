//! What the commands about requests report.

use jiff::Timestamp;
use orion_core::clock::{Motion, Reading, Standing};
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{Ball, Decision, RequestKind, RequestState};
use schemars::JsonSchema;
use serde::Serialize;

/// What became of what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is on GitHub.
    Sent,
    /// It was on GitHub before.
    AlreadySent,
    /// It is in the outbox, and is sent by the next command.
    Queued,
    /// It is in the outbox, and GitHub does not take it as it is.
    Refused,
    /// Nothing was written: it was only to be shown.
    Shown,
}

/// A clock.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClockReport {
    /// Seconds that are used.
    pub used_seconds: i64,
    /// Seconds that there are.
    pub within_seconds: i64,
    /// Whether it runs.
    pub motion: Motion,
    /// Whether it is in time.
    pub standing: Standing,
    /// When its time is up, while it runs.
    #[schemars(with = "Option<String>")]
    pub due: Option<Timestamp>,
}

impl From<Reading> for ClockReport {
    fn from(reading: Reading) -> Self {
        Self {
            used_seconds: reading.used.as_secs(),
            within_seconds: reading.within.as_secs(),
            motion: reading.motion,
            standing: reading.standing,
            due: reading.due,
        }
    }
}

/// A request that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SimilarRequest {
    /// Its issue.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether its content is the very same.
    pub is_same: bool,
}

/// `orion contract request`, `orion schema request`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RequestReport {
    /// 1.
    pub schema: u8,
    /// What it asks for.
    pub kind: RequestKind,
    /// What became of it.
    pub fate: Fate,
    /// Its issue, once there is one.
    pub number: Option<IssueNumber>,
    /// The issue's address.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// What it is about.
    pub subject: Vec<String>,
    /// Who decides.
    pub owners: Vec<WorkstreamId>,
    /// Who builds on it.
    pub consumers: Vec<WorkstreamId>,
    /// What it is recognised by.
    pub key: String,
    /// Until when the owner has to decide, if it goes out now.
    #[schemars(with = "Option<String>")]
    pub due: Option<Timestamp>,
    /// Why it is not on GitHub.
    pub because: Option<String>,
    /// Open requests that may be the same.
    pub similar: Vec<SimilarRequest>,
}

/// One request of a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RequestRow {
    /// Its issue.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How far it is.
    pub state: RequestState,
    /// Since when.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// Whose move it is.
    pub ball: Ball,
    /// Who asked; `null` where that account is gone.
    pub requester: Option<String>,
    /// What it is about.
    pub subject: Vec<String>,
    /// Who decides.
    pub owners: Vec<WorkstreamId>,
    /// The review's clock.
    pub clock: ClockReport,
}

/// A request that is not on GitHub yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QueuedRequest {
    /// What it is recognised by.
    pub key: String,
    /// Its title.
    pub title: String,
    /// When it was asked for.
    #[schemars(with = "String")]
    pub created_at: Timestamp,
    /// Why it could not be sent.
    pub last_error: Option<String>,
}

/// `orion contract list`, `orion schema list`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListReport {
    /// 1.
    pub schema: u8,
    /// What they ask for.
    pub kind: RequestKind,
    /// Open requests: the owner's first, those whose time is up soonest before others.
    pub requests: Vec<RequestRow>,
    /// Those that wait in the outbox.
    pub queued: Vec<QueuedRequest>,
}

/// The adoption issue of a workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaskReport {
    /// Whose it is.
    pub workstream: WorkstreamId,
    /// Its issue; `null` where there is none yet.
    pub number: Option<IssueNumber>,
    /// Whether it is closed.
    pub is_closed: bool,
}

/// A step that counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepReport {
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who.
    pub by: Option<String>,
    /// Where it led.
    pub to: RequestState,
}

/// Something that was said and did not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassedOverReport {
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who.
    pub by: Option<String>,
    /// Where it would have led.
    pub to: RequestState,
    /// Why it did not count.
    pub why: String,
}

/// `orion contract show`, `orion schema show`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShowReport {
    /// 1.
    pub schema: u8,
    /// What it asks for.
    pub kind: RequestKind,
    /// The request, from its whole history.
    pub request: RequestRow,
    /// What the labels say, where that is something else.
    pub labeled: Option<RequestState>,
    /// Who builds on it.
    pub consumers: Vec<WorkstreamId>,
    /// The adoption issues, once it is released.
    pub tasks: Vec<TaskReport>,
    /// What counted, oldest first.
    pub steps: Vec<StepReport>,
    /// What did not.
    pub passed_over: Vec<PassedOverReport>,
    /// The issue's text.
    pub body: String,
}

/// `orion contract approve|changes|reject`, `orion schema …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionReport {
    /// 1.
    pub schema: u8,
    /// What was asked for.
    pub kind: RequestKind,
    /// The issue.
    pub number: IssueNumber,
    /// What was decided.
    pub decision: Decision,
    /// What became of it.
    pub fate: Fate,
    /// Why it is not on GitHub.
    pub because: Option<String>,
}
