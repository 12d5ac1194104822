//! What `orion init` reports.

use orion_core::codeowners::Difference;
use orion_core::diagnostic::Diagnostic;
use orion_core::ids::WorkstreamId;
use orion_core::path::RepoPath;
use schemars::JsonSchema;
use serde::Serialize;

use crate::FileFinding;

/// What a first `workstreams.toml` is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InitSource {
    /// The owners of CODEOWNERS.
    Codeowners,
    /// The folders.
    Layout,
    /// The template of ten workstreams.
    Seed,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InitOutcome {
    /// The file was written.
    Written,
    /// The file that is there is the same.
    Unchanged,
    /// Another file is there, and was left.
    Kept,
    /// Owners would change: nothing was written.
    Refused,
    /// The text is the answer; no file was touched.
    Printed,
}

/// A proposed workstream in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposedPart {
    /// Its key.
    pub id: WorkstreamId,
    /// What people call it.
    pub title: String,
    /// How many patterns it owns.
    pub patterns: usize,
    /// How many tracked files it owns.
    pub files: usize,
}

/// A tracked path that another workstream would own by the proposal than by the file that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerChange {
    /// The path.
    pub path: RepoPath,
    /// Whose it is; `null` for nobody's.
    pub before: Option<WorkstreamId>,
    /// Whose it would be.
    pub after: Option<WorkstreamId>,
}

/// What `orion init` reports.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "orion init --json")]
pub struct InitReport {
    /// The version of this shape: 1.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// The file, from the repository's root.
    pub path: &'static str,
    /// What came of it.
    pub outcome: InitOutcome,
    /// What it is made from.
    pub source: InitSource,
    /// The files it is made from.
    pub files: Vec<String>,
    /// The workstreams.
    pub workstreams: Vec<ProposedPart>,
    /// How many files git tracks.
    pub tracked: usize,
    /// How many of them nobody owns.
    pub unowned: usize,
    /// What is to be said about the files it is made from.
    pub findings: Vec<FileFinding>,
    /// The tracked paths whose code owners would not be the same.
    pub differences: Vec<Difference>,
    /// When a file was kept: the tracked paths that another workstream would own; `null` when that file
    /// cannot be read.
    pub changes: Option<Vec<OwnerChange>>,
    /// What to do next, in order.
    pub next: Vec<String>,
    /// The text of the proposed file.
    pub text: String,
    /// The findings with their places in `codeowners`.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
    /// Name and text of the CODEOWNERS file.
    #[serde(skip)]
    pub codeowners: Option<(String, String)>,
    /// What else people should know, in whole sentences without a full stop.
    pub notices: Vec<String>,
}
