//! What a hook is told, and what it answers.

use std::path::PathBuf;

use orion_core::hook::HookName;
use orion_core::judge::CheckReport;
use thiserror::Error;

use crate::check::{CouldNotTell, Speaker};
use crate::ports::{CommitMessages, PushSite, Repository, RepositoryError};

/// All that hooks need of the world.
pub trait HookWorld: Repository + CommitMessages + PushSite {}

impl<T: Repository + CommitMessages + PushSite> HookWorld for T {}

/// A call by git.
#[derive(Debug, Clone)]
pub struct HookCall {
    /// Which hook.
    pub hook: HookName,
    /// What git passes to it.
    pub arguments: Vec<String>,
    /// What git feeds it on standard input; empty for hooks that read none.
    pub input: Vec<u8>,
    /// Who says what of themselves.
    pub speaker: Speaker,
    /// `ORION_OVERRIDE`
    pub override_reason: Option<String>,
}

impl HookCall {
    /// The reason in `ORION_OVERRIDE`, unless it is blank.
    pub(super) fn declared_override(&self) -> Option<&str> {
        self.override_reason
            .as_deref()
            .filter(|reason| !reason.trim().is_empty())
    }

    /// The file that git passes first.
    pub(super) fn file(&self) -> Result<PathBuf, HookFailure> {
        self.arguments
            .first()
            .map(PathBuf::from)
            .ok_or(HookFailure::MissingArgument {
                hook: self.hook,
                what: "the file with the message",
            })
    }
}

/// One thing that was judged.
#[derive(Debug, Clone)]
pub struct HookCheck {
    /// The ref that is pushed; `None` for the commit being made.
    pub subject: Option<String>,
    /// The verdicts.
    pub report: CheckReport,
}

/// What a hook came to.
#[derive(Debug, Clone, Default)]
pub struct HookRun {
    /// What was judged and is worth telling.
    pub checks: Vec<HookCheck>,
    /// What else is worth knowing.
    pub notices: Vec<String>,
    /// Why git must stop although nothing was denied, and what to do.
    pub refusal: Option<(String, String)>,
}

impl HookRun {
    /// Nothing to say.
    pub(super) fn silent() -> Self {
        Self::default()
    }

    pub(super) fn note(text: impl Into<String>) -> Self {
        Self {
            notices: vec![text.into()],
            ..Self::default()
        }
    }

    pub(super) fn judged(report: CheckReport) -> Self {
        Self {
            checks: vec![HookCheck {
                subject: None,
                report,
            }],
            ..Self::default()
        }
    }

    /// Whether git must stop.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.refusal.is_some()
            || self
                .checks
                .iter()
                .any(|check| check.report.summary.denied > 0)
    }
}

/// Why a hook has no answer. None of these ever lets git go on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HookFailure {
    /// The check could not tell.
    #[error(transparent)]
    CouldNotTell(#[from] CouldNotTell),
    /// git did not pass what it passes to this hook.
    #[error("`{hook}` needs an argument: {what}")]
    MissingArgument {
        /// The hook.
        hook: HookName,
        /// What is missing.
        what: &'static str,
    },
    /// A line on standard input is not what git writes.
    #[error("`pre-push` reads `<local ref> <local id> <remote ref> <remote id>`, not `{0}`")]
    NotAPush(String),
}

impl From<RepositoryError> for HookFailure {
    fn from(error: RepositoryError) -> Self {
        Self::CouldNotTell(error.into())
    }
}
