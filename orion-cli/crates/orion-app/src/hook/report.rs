//! What installing hooks, or taking them away, came to.

use std::path::Path;

use orion_core::hook::HookName;
use schemars::JsonSchema;
use serde::Serialize;

/// What became of one hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HookAction {
    /// It was written where there was none, or where another had made room.
    Installed,
    /// An older one of Orion's was replaced.
    Updated,
    /// It was there already, word for word.
    Unchanged,
    /// The hook that is there runs Orion itself.
    CallsOrion,
    /// It was not written; `reason` and `next` say why and what to do.
    Refused,
    /// It was taken away.
    Removed,
    /// It was taken away, and the hook that was there before is back.
    Restored,
    /// There was nothing of Orion's.
    Absent,
    /// Something that is not Orion's to take away stays.
    Left,
}

/// One hook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HookOutcome {
    /// Which.
    pub hook: HookName,
    /// Its file.
    pub path: String,
    /// What became of it.
    pub action: HookAction,
    /// The hook that was there before, which Orion's runs after itself, or which is back at its place.
    pub previous: Option<String>,
    /// Why it was refused or left, in one sentence.
    pub reason: Option<String>,
    /// What to do about that.
    pub next: Option<String>,
}

impl HookOutcome {
    pub(super) fn new(hook: HookName, path: &Path, action: HookAction) -> Self {
        Self {
            hook,
            path: path.display().to_string(),
            action,
            previous: None,
            reason: None,
            next: None,
        }
    }

    pub(super) fn because(mut self, reason: impl Into<String>, next: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self.next = Some(next.into());
        self
    }

    pub(super) fn with_previous(mut self, previous: &Path) -> Self {
        self.previous = Some(previous.display().to_string());
        self
    }
}

/// Something that was done all the same, and does not hold as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HookWarning {
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to do about it.
    pub next: String,
}

/// What `orion hook install` and `uninstall` report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "orion hook install --json, orion hook uninstall --json")]
pub struct HookReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// Whether nothing was done.
    pub dry_run: bool,
    /// The directory where git looks for hooks.
    pub directory: String,
    /// Every hook that was asked for.
    pub hooks: Vec<HookOutcome>,
    /// What else is to be said.
    pub warnings: Vec<HookWarning>,
}

impl HookReport {
    /// Whether every hook could be dealt with.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.hooks
            .iter()
            .all(|outcome| outcome.action != HookAction::Refused)
    }
}
