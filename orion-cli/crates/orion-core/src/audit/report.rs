//! What `orion check --all` reports.

use schemars::JsonSchema;
use serde::Serialize;

use crate::codes::Code;
use crate::diagnostic::Severity;
use crate::ids::WorkstreamId;
use crate::judge::RuleReference;
use crate::path::RepoPath;

/// One finding about the file or the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TreeFinding {
    /// The rule that was broken.
    pub code: Code,
    /// How bad it is: an error is a violation.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The path it is about; with `/` at its end, all that is tracked below that directory.
    pub path: Option<RepoPath>,
    /// The path's bytes in hexadecimal, only where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// How many tracked files it is about; `null` when it is about none.
    pub files: Option<usize>,
    /// The rule it is about.
    pub rule: Option<RuleReference>,
    /// Whose rule that is.
    pub owner: Option<WorkstreamId>,
    /// The line of `workstreams.toml` it is about, from 1.
    pub line: Option<usize>,
}

/// The tree in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TreeSummary {
    /// Tracked files, links and submodules.
    pub tracked: usize,
    /// Those that a rule gives to a workstream.
    pub owned: usize,
    /// Those that no rule does.
    pub unowned: usize,
    /// Findings that are violations.
    pub errors: usize,
    /// Findings that deserve a look.
    pub warnings: usize,
}

/// What `orion check --all` reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "orion check --all --json")]
pub struct TreeReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// The findings: those about `workstreams.toml` by line, then those about paths in git's order.
    pub findings: Vec<TreeFinding>,
    /// The counts.
    pub summary: TreeSummary,
}

impl TreeReport {
    /// Puts findings and counts of paths together.
    #[must_use]
    pub fn new(mut findings: Vec<TreeFinding>, tracked: usize, unowned: usize) -> Self {
        findings.sort_by_key(|finding| (finding.line.is_none(), finding.line));
        let count = |severity| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let summary = TreeSummary {
            tracked,
            owned: tracked - unowned,
            unowned,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        };
        Self {
            schema: 1,
            findings,
            summary,
        }
    }
}
