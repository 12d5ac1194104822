//! What `orion github setup` reports.

use schemars::JsonSchema;
use serde::Serialize;

/// What became of one thing, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SetupStatus {
    /// It was not there.
    Added,
    /// It was there, and said something else.
    Changed,
    /// It was there already.
    AsItWas,
    /// Another file is in its place, and stays.
    Kept,
}

/// A label or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetupItem {
    /// The label's name, as GitHub spells it, or the file's path from the repository's root.
    pub name: String,
    /// What became of it.
    pub status: SetupStatus,
}

/// What `orion github setup` reports.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "orion github setup --json")]
pub struct GithubSetupReport {
    /// The version of this shape: 1.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// Whether nothing was written: the statuses tell what would be.
    pub dry_run: bool,
    /// The labels on GitHub.
    pub labels: Vec<SetupItem>,
    /// The files in the work tree.
    pub files: Vec<SetupItem>,
}

impl GithubSetupReport {
    /// Whether anything was, or would be, written.
    #[must_use]
    pub fn differs(&self) -> bool {
        let is_new =
            |item: &SetupItem| matches!(item.status, SetupStatus::Added | SetupStatus::Changed);
        self.labels.iter().chain(&self.files).any(is_new)
    }
}
