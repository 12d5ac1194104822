//! What a gate came to.

use orion_core::ids::StepName;
use schemars::JsonSchema;
use serde::Serialize;

/// What a gate came to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GateReport {
    /// Version of this shape.
    pub schema: u32,
    /// The gate: `pre-commit`, `push` or `pr`.
    pub gate: String,
    /// What was looked at, in words.
    pub scope: String,
    /// Whether every step passed or had nothing to do.
    pub passed: bool,
    /// Whether somebody ended it before its end.
    pub interrupted: bool,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// Its steps, in the order of the file, those of included gates first.
    pub steps: Vec<StepReport>,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A command.
    Command,
    /// One of Orion's own checks.
    Check,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepOutcome {
    /// It succeeded.
    Passed,
    /// It failed.
    Failed,
    /// It took too long, and was ended.
    TimedOut,
    /// There was nothing to do for this change.
    Skipped,
    /// It was not begun, because another step did not succeed or somebody wanted no more.
    NotRun,
    /// It could not be told whether it holds; that is no success.
    Unknown,
    /// It was ended before its end.
    Interrupted,
}

impl StepOutcome {
    /// Whether steps that need it may go on.
    #[must_use]
    pub fn is_fine(self) -> bool {
        matches!(self, Self::Passed | Self::Skipped)
    }
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StepReport {
    /// The gate that it stands in.
    pub gate: String,
    /// Its name.
    pub name: StepName,
    /// What it is.
    pub kind: StepKind,
    /// The command, or the name of the check.
    pub runs: String,
    /// How it ended.
    pub outcome: StepOutcome,
    /// Why it did not pass, where there is more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What the command exited with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i32>,
    /// How long it took, in seconds; none where it was not begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// What it wrote, the last part of very much; bytes that are no UTF-8 became U+FFFD.
    pub output: String,
    /// The command that mends what it finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}
