//! What a commit, a range or an index changes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::path::RepoPath;

/// What happened to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The path is new.
    Added,
    /// The content differs.
    Modified,
    /// The path is gone.
    Deleted,
    /// File, symlink or submodule turned into another of these.
    TypeChanged,
    /// Only the executable bit differs.
    ModeChanged,
    /// The path is new and its content was moved here from `previous_path`, which is gone.
    Renamed,
    /// The path is new and its content is what `previous_path` had, which stays or was moved elsewhere.
    Copied,
}

/// What git stores at a path, from the entry's mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryType {
    /// Nothing: the side of an addition or a deletion (mode `000000`).
    Absent,
    /// A regular file (mode `100644` or `100755`).
    File,
    /// A symbolic link (mode `120000`).
    Symlink,
    /// A submodule's commit (mode `160000`): both a file and a directory for matching.
    Submodule,
}

/// One changed path. A rename is two of these: the new path (`Renamed`, with `previous_path`) and the old
/// one (`Deleted`), each judged on its own, because taking a file out of a folder changes that folder too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path that changed.
    pub path: RepoPath,
    /// Where the content came from, for [`ChangeKind::Renamed`] and [`ChangeKind::Copied`].
    pub previous_path: Option<RepoPath>,
    /// What happened.
    pub kind: ChangeKind,
    /// What was there before.
    pub before: EntryType,
    /// What is there now.
    pub after: EntryType,
}

/// What a commit says that matters to judging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitNote {
    /// The full id.
    pub id: String,
    /// The `Orion-Override:` trailer's text, where there is one.
    pub override_reason: Option<String>,
    /// The author's e-mail address.
    pub author_email: String,
    /// The paths it changes against all its parents.
    pub paths: Vec<RepoPath>,
}
