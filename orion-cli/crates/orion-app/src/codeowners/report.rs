//! What `orion codeowners` reports.

use orion_core::codeowners::Difference;
use orion_core::diagnostic::Diagnostic;
use schemars::JsonSchema;
use serde::Serialize;

use crate::FileFinding;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeownersOutcome {
    /// The file was written.
    Written,
    /// The file already is what it should be.
    Fresh,
    /// The file is not what it should be, and was left so, as asked.
    Stale,
    /// The file there was not written by Orion and says something else: it was left.
    Kept,
    /// The text is the answer; no file was touched.
    Printed,
}

/// What `orion codeowners` reports.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "orion codeowners --json")]
pub struct CodeownersReport {
    /// The version of this shape: 1.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// The file, from the repository's root.
    pub path: &'static str,
    /// What came of it.
    pub outcome: CodeownersOutcome,
    /// What GitHub cannot be told.
    pub findings: Vec<FileFinding>,
    /// The tracked paths that GitHub gives to other owners: `before` by `workstreams.toml`, `after` by the
    /// text.
    pub differences: Vec<Difference>,
    /// When a file was kept: the tracked paths whose owners would change, `before` by that file.
    pub changes: Vec<Difference>,
    /// Files that GitHub ignores once this one is there.
    pub ignored: Vec<&'static str>,
    /// The text of the file.
    pub text: String,
    /// The findings with their places in `policy`.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
    /// The text of `workstreams.toml`.
    #[serde(skip)]
    pub policy: String,
}
