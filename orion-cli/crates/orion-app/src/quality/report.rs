//! What measuring reports.

use jiff::Timestamp;
use orion_core::ids::WorkstreamId;
use orion_core::quality::{Fault, FigureName, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Of a hundred.
    Percent,
    /// Whole things.
    Count,
    /// Hours by the calendar.
    Hours,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Origin {
    /// A file of the work tree, or `GitHub`.
    pub source: String,
    /// The format of the file: `lcov`, `cobertura`, `llvm-cov`, `cargo`, `sarif`, `eslint` or `tsc`; `null` when it is
    /// none of them, or no file.
    pub format: Option<String>,
    /// When it was written, or asked.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// How old that is, in seconds.
    pub age_seconds: i64,
    /// A source that has changed since, for example; `null` when none has.
    pub changed_since: Option<String>,
    /// How many files it names that git does not track here: dependencies, generated code, another machine's.
    pub untracked_files: usize,
    /// What could not be made sense of.
    pub faults: Vec<Fault>,
}

/// A figure of quality.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// Which.
    pub name: FigureName,
    /// What it comes to; `null` when it is unknown.
    pub value: Option<f64>,
    /// Whether it may be more than that.
    pub is_lower_bound: bool,
    /// What it is counted in.
    pub unit: Unit,
    /// What it is held against: coverage should be above it, all others no more than it.
    pub target: Option<f64>,
    /// What it comes to beside its target.
    pub verdict: Verdict,
    /// Why it is unknown, stale or a lower bound.
    pub because: Option<String>,
    /// When it was true: the time of the oldest of its origins.
    #[schemars(with = "Option<String>")]
    pub at: Option<Timestamp>,
    /// How old it is, in seconds.
    pub age_seconds: Option<i64>,
    /// The commit that it is of: HEAD, if that was made before all reports and no source has changed since. Changes
    /// that were not committed may have been in the work tree by then. `null` otherwise.
    pub commit: Option<String>,
    /// Where it comes from.
    pub origin: Vec<Origin>,
    /// The last value that was recorded on each of the last seven days (UTC), today last; `null` where none was.
    pub trend: Vec<Option<f64>>,
}

/// The coverage of one workstream's files.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WorkstreamCoverage {
    /// Whose files; `null` for files that nobody owns.
    pub workstream: Option<WorkstreamId>,
    /// Lines that tests ran.
    pub covered: u64,
    /// Lines that hold code.
    pub lines: u64,
    /// How many of a hundred; `null` when there is no line.
    pub percent: Option<f64>,
    /// Whether one of its sources has changed since.
    pub is_stale: bool,
}

/// The findings in one workstream's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WorkstreamFindings {
    /// Whose files; `null` for files that nobody owns or git does not track, and for what is about no file.
    pub workstream: Option<WorkstreamId>,
    /// What counts.
    pub errors: usize,
    /// What does not.
    pub warnings: usize,
}

/// What pull requests waited for another person's first review in the last 14 days, in hours.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReviewReport {
    /// How many were reviewed.
    pub reviewed: usize,
    /// How many still wait.
    pub waiting: usize,
    /// How long the one waits that waits longest.
    pub longest_waiting: Option<f64>,
    /// How many were merged or closed without a review.
    pub unreviewed: usize,
    /// Half of them wait no longer, those that still wait counted; `null` when it is above all that is known.
    pub median: Option<f64>,
    /// Nine of ten wait no longer; `null` likewise.
    pub p90: Option<f64>,
    /// The mean of those that were reviewed.
    pub mean: Option<f64>,
}

/// The last record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordReport {
    /// When it was taken down.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// How old it is, in seconds.
    pub age_seconds: i64,
    /// The commit that it is of.
    pub commit: Option<String>,
}

/// The figures of quality.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct QualityReport {
    /// 1.
    pub schema: u8,
    /// Now.
    #[schemars(with = "String")]
    pub now: Timestamp,
    /// HEAD; `null` before the first commit.
    pub head: Option<String>,
    /// Coverage, lint errors, type errors, open blockers and review time, always all of them.
    pub figures: Vec<Figure>,
    /// Coverage by workstream, in the file's order; what nobody owns comes last.
    pub coverage: Vec<WorkstreamCoverage>,
    /// What linters found, by workstream; only those with findings.
    pub lint: Vec<WorkstreamFindings>,
    /// What compilers found, by workstream; only those with findings.
    pub types: Vec<WorkstreamFindings>,
    /// What pull requests waited; `null` when that is unknown.
    pub reviews: Option<ReviewReport>,
    /// The last record; `null` when there is none.
    pub last_record: Option<RecordReport>,
    /// Why the records cannot be read, and there is no trend.
    pub no_trend_because: Option<String>,
}

impl QualityReport {
    /// The figure of that name.
    #[must_use]
    pub fn figure(&self, name: FigureName) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.name == name)
    }
}
