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
    /// It was not made, because something has to be said first.
    LeftOut,
    /// GitHub did not do it.
    Refused,
}

impl SetupStatus {
    /// Whether something was, or would be, written.
    #[must_use]
    pub fn writes(self) -> bool {
        matches!(self, Self::Added | Self::Changed)
    }
}

/// A part of something that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldChange {
    /// Which part.
    pub field: String,
    /// What it said; `null` where there was nothing.
    pub from: Option<String>,
    /// What it says, or would say.
    pub to: String,
}

/// A label or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetupItem {
    /// The label's name, as GitHub spells it, or the file's path from the repository's root.
    pub name: String,
    /// What became of it.
    pub status: SetupStatus,
    /// What a label says now, or would.
    pub changes: Vec<FieldChange>,
    /// The difference of a file that is there to Orion's, as a unified diff; `null` where there is none.
    pub diff: Option<String>,
}

/// The protection of the branch that work is merged into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProtectionItem {
    /// The branch.
    pub branch: String,
    /// `ruleset`, or `branch` where there are no rulesets; `null` where GitHub did not tell.
    pub by: Option<String>,
    /// What became of it.
    pub status: SetupStatus,
    /// What it asks for now, or would.
    pub changes: Vec<FieldChange>,
    /// Why GitHub did not do it.
    pub because: Option<String>,
    /// The permission that would have been enough, where that is known.
    pub needs: Option<String>,
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
    /// The protection of the branch; `null` where it was not asked for.
    pub protection: Option<ProtectionItem>,
}

impl GithubSetupReport {
    /// Whether anything was, or would be, written.
    #[must_use]
    pub fn differs(&self) -> bool {
        let protection = self.protection.iter().map(|item| item.status);
        let items = self.labels.iter().chain(&self.files);
        items
            .map(|item| item.status)
            .chain(protection)
            .any(SetupStatus::writes)
    }

    /// Whether GitHub did not do a part of it.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        let protection = self.protection.as_ref();
        protection.is_some_and(|item| item.status == SetupStatus::Refused)
    }
}
