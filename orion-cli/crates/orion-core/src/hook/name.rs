//! The hooks that Orion has something to say in.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

/// A git hook that Orion installs and runs. See githooks(5) for when git calls each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HookName {
    /// The fast answer, before the message is written; skipped by `--no-verify`.
    PreCommit,
    /// The one that `--no-verify`, cherry-pick, revert and rebase cannot skip; writes the override's trailer.
    PrepareCommitMsg,
    /// Puts the trailer back when the editor took it out.
    CommitMsg,
    /// A merge without conflicts, before it is committed.
    PreMergeCommit,
    /// `git am`: writes the override's trailer into the patch's message.
    ApplypatchMsg,
    /// `git am`, and `git rebase --apply`: the patch is applied and not yet committed.
    PreApplypatch,
    /// What is about to leave this machine.
    PrePush,
}

impl HookName {
    /// All of them, in the order in which git calls them.
    pub const ALL: [Self; 7] = [
        Self::PreCommit,
        Self::PrepareCommitMsg,
        Self::CommitMsg,
        Self::PreMergeCommit,
        Self::ApplypatchMsg,
        Self::PreApplypatch,
        Self::PrePush,
    ];

    /// The name of its file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PrepareCommitMsg => "prepare-commit-msg",
            Self::CommitMsg => "commit-msg",
            Self::PreMergeCommit => "pre-merge-commit",
            Self::ApplypatchMsg => "applypatch-msg",
            Self::PreApplypatch => "pre-applypatch",
            Self::PrePush => "pre-push",
        }
    }

    /// Whether it is always about what is staged.
    #[must_use]
    pub fn judges_the_index(self) -> bool {
        matches!(
            self,
            Self::PreCommit | Self::PrepareCommitMsg | Self::PreMergeCommit | Self::PreApplypatch
        )
    }

    /// Whether git feeds it lines on standard input.
    #[must_use]
    pub fn reads_input(self) -> bool {
        self == Self::PrePush
    }
}

impl fmt::Display for HookName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is none of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Orion has no hook `{name}`")]
pub struct UnknownHook {
    /// The name as it was given.
    pub name: String,
}

impl FromStr for HookName {
    type Err = UnknownHook;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|hook| hook.as_str() == text)
            .ok_or_else(|| UnknownHook {
                name: text.to_owned(),
            })
    }
}
