//! The words for what happened to a path and how bad it is.

use std::borrow::Cow;

use orion_core::change::ChangeKind;
use orion_core::judge::{JudgedChange, Verdict};

use crate::output::visible_bytes;

/// How loudly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// It is refused.
    Error,
    /// Somebody has to approve it.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Level {
    /// The level of a change with a code.
    pub(super) fn of(change: &JudgedChange) -> Self {
        match change.verdict {
            Verdict::Denied => Self::Error,
            Verdict::NeedsApproval => Self::Warning,
            Verdict::Allowed => Self::Note,
        }
    }
}

/// What happened to a path: "modified", "moved from `a.rs`".
pub(super) fn what_happened(change: &JudgedChange) -> Cow<'static, str> {
    let with = |word: &str, path: &[u8]| format!("{word} `{}`", visible_bytes(path)).into();
    match (change.kind, &change.previous_path, &change.moved_to) {
        (ChangeKind::Renamed, Some(from), _) => with("moved from", from.as_bytes()),
        (ChangeKind::Copied, Some(from), _) => with("copied from", from.as_bytes()),
        (ChangeKind::Deleted, _, Some(to)) => with("moved to", to.as_bytes()),
        (ChangeKind::Added, ..) => "added".into(),
        (ChangeKind::Modified, ..) => "modified".into(),
        (ChangeKind::Deleted, ..) => "deleted".into(),
        (ChangeKind::TypeChanged, ..) => "type changed".into(),
        (ChangeKind::ModeChanged, ..) => "mode changed".into(),
        (ChangeKind::Renamed, ..) => "moved".into(),
        (ChangeKind::Copied, ..) => "copied".into(),
    }
}
