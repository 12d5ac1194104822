//! What `orion plan` reports.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Days;
use crate::codes::Code;
use crate::diagnostic::Severity;
use crate::ids::{PhaseName, WorkstreamId};

/// How one workstream waits on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum LinkWord {
    /// It starts when the other has finished.
    #[serde(rename = "fs")]
    FinishToStart,
    /// It starts when the other has started.
    #[serde(rename = "ss")]
    StartToStart,
    /// It finishes when the other has finished.
    #[serde(rename = "ff")]
    FinishToFinish,
}

impl LinkWord {
    /// As in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FinishToStart => "fs",
            Self::StartToStart => "ss",
            Self::FinishToFinish => "ff",
        }
    }
}

/// What a workstream waits on, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanLink {
    /// The workstream it waits on.
    pub on: WorkstreamId,
    /// The phase of it, where not the whole of it is needed.
    pub phase: Option<PhaseName>,
    /// How.
    pub link: LinkWord,
    /// How many days later; negative for earlier.
    pub lag_days: Days,
    /// Whether it is what keeps the workstream from being earlier.
    pub driving: bool,
    /// Whether it is on a critical path.
    pub critical: bool,
}

/// A phase of a workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PhasePlan {
    /// What links call it.
    pub name: PhaseName,
    /// What people call it.
    pub title: String,
    /// How many days it takes.
    pub duration_days: Days,
    /// Its earliest beginning, in working days from the project's start.
    pub earliest_start: Days,
    /// Its earliest end.
    pub earliest_finish: Days,
    /// Its latest beginning.
    pub latest_start: Days,
    /// Its latest end.
    pub latest_finish: Days,
    /// How many days late it may be without the project, or its deadline, being late.
    pub total_slack: Days,
    /// Whether it is on a critical path.
    pub critical: bool,
    /// Whether anything says how long it takes.
    pub estimated: bool,
}

/// How far a workstream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// It is done.
    Done,
    /// It has begun.
    Running,
    /// It has not begun.
    NotStarted,
    /// Nobody has looked.
    Unknown,
}

/// When a workstream will be done, as it looks at the status date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Forecast {
    /// How far it is.
    pub progress: Progress,
    /// Its first day; `null` beyond the calendar.
    #[schemars(with = "Option<String>")]
    pub start_date: Option<Date>,
    /// Its last day.
    #[schemars(with = "Option<String>")]
    pub finish_date: Option<Date>,
    /// How many working days later than planned it begins; negative for earlier.
    pub start_variance_days: Days,
    /// How many working days later than planned it ends; negative for earlier.
    pub finish_variance_days: Days,
}

/// A workstream on the plan. Moments are working days from the project's start, where the first day is from 0 to 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the answer in JSON"
)]
pub struct WorkstreamPlan {
    /// Its key.
    pub id: WorkstreamId,
    /// What people call it.
    pub title: String,
    /// How many days it takes; of a continuous one, how long there is something to accompany.
    pub duration_days: Days,
    /// Its earliest beginning.
    pub earliest_start: Days,
    /// Its earliest end.
    pub earliest_finish: Days,
    /// Its latest beginning; `null` when it is continuous.
    pub latest_start: Option<Days>,
    /// Its latest end; `null` when it is continuous.
    pub latest_finish: Option<Days>,
    /// How many days late it may be without the project, or its deadline, being late; negative when a deadline cannot
    /// be kept, `null` when it is continuous.
    pub total_slack: Option<Days>,
    /// How many days late it may be without anything else being late; `null` when it is continuous.
    pub free_slack: Option<Days>,
    /// Whether it is on a critical path.
    pub critical: bool,
    /// Whether it has no end, and is outside slack, length and critical paths.
    pub continuous: bool,
    /// Whether it is a milestone: a moment that takes no time.
    pub milestone: bool,
    /// Whether anything says how long it takes; where not, it is counted as nothing.
    pub estimated: bool,
    /// The workstreams that it waits on, in the file's order.
    pub waits_on: Vec<WorkstreamId>,
    /// The same, with how.
    pub links: Vec<PlanLink>,
    /// Its phases, in order.
    pub phases: Vec<PhasePlan>,
    /// Its first day by the plan, around leave; `null` without `project.start`.
    #[schemars(with = "Option<String>")]
    pub start_date: Option<Date>,
    /// Its last day.
    #[schemars(with = "Option<String>")]
    pub finish_date: Option<Date>,
    /// When it will be done; `null` without `project.start`.
    pub forecast: Option<Forecast>,
}

/// A path on which there is little time to lose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearCriticalPath {
    /// How many days longer it could be without being critical itself.
    pub slack_days: Days,
    /// Its workstreams.
    pub workstreams: Vec<WorkstreamId>,
}

/// By when everything should be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Deadline {
    /// The last day.
    #[schemars(with = "String")]
    pub date: Date,
    /// How many working days there are up to its end.
    pub days: Days,
    /// Whether the plan keeps it.
    pub kept: bool,
}

/// The plan as it looks at the status date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Status {
    /// The status date.
    #[schemars(with = "String")]
    pub date: Date,
    /// How many working days were over by then.
    pub days: Days,
    /// Whether it is known what has begun and what is done; where not, the forecast takes nothing as begun.
    pub actuals: Knowledge,
    /// The last day by forecast.
    #[schemars(with = "Option<String>")]
    pub finish_date: Option<Date>,
    /// How many working days later than planned that is.
    pub variance_days: Days,
}

/// Whether something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Knowledge {
    /// It is.
    Known,
    /// It is not.
    Unknown,
}

/// Something about the plan that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanFinding {
    /// The code that `orion explain` knows.
    pub code: Code,
    /// How bad it is: an error is a plan that cannot be kept.
    pub severity: Severity,
    /// The workstream it is about; `null` when it is about the whole plan.
    pub workstream: Option<WorkstreamId>,
    /// The phase of it.
    pub phase: Option<PhaseName>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What would mend it: one of these.
    pub help: Vec<String>,
}

/// What `orion plan` reports.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "orion plan --json")]
pub struct PlanReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// What the project is called.
    pub project: String,
    /// How many working days everything takes.
    pub duration_days: Days,
    /// The standard deviation of the longest critical path by PERT; `null` without an estimate of three points on one.
    pub deviation_days: Option<f64>,
    /// The critical paths, or the first of them where there are more than can be listed.
    pub critical_paths: Vec<Vec<WorkstreamId>>,
    /// How many critical paths there are; those of different phases count apart.
    pub critical_path_count: u64,
    /// Paths that would be critical if they took a day more, or less than that.
    pub near_critical_paths: Vec<NearCriticalPath>,
    /// The first day; `null` when nobody says when the project starts: then there are no dates.
    #[schemars(with = "Option<String>")]
    pub start_date: Option<Date>,
    /// The last day by the plan, around leave.
    #[schemars(with = "Option<String>")]
    pub finish_date: Option<Date>,
    /// The deadline.
    pub deadline: Option<Deadline>,
    /// The plan as it looks at the status date; `null` without `project.start`.
    pub status: Option<Status>,
    /// The workstreams, in the file's order.
    pub workstreams: Vec<WorkstreamPlan>,
    /// What does not fit, in the file's order.
    pub findings: Vec<PlanFinding>,
}

impl PlanReport {
    /// Whether the plan can be kept.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.all(|finding| finding.severity != Severity::Error)
    }
}
