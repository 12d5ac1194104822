//! Why the repository gave no answer, and what to do about it.

use std::io;
use std::path::PathBuf;

use orion_core::codes::{Code, git};
use orion_core::path::RepoPath;
use orion_core::shell::quote;
use thiserror::Error;

/// Why the repository gave no answer. None of these ever passes for "nothing changed".
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RepositoryError {
    /// There is no repository here.
    #[error("`{}` is not inside a git repository", .0.display())]
    NotARepository(PathBuf),
    /// A bare repository has no index and no work tree.
    #[error("`{}` is a bare repository: there is no index to judge", .0.display())]
    Bare(PathBuf),
    /// A revision does not exist.
    #[error("git knows no revision `{0}`")]
    UnknownRevision(String),
    /// The merge base is not in this clone.
    #[error("{} merge base of `{base}` and `{head}`", if *shallow { "this shallow clone does not hold the" } else { "there is no" })]
    MissingMergeBase {
        /// The revision merged into.
        base: String,
        /// The revision to merge.
        head: String,
        /// Whether the clone is shallow; otherwise the histories are unrelated.
        shallow: bool,
    },
    /// The index holds paths whose merge is not finished: there is nothing to judge yet.
    #[error("{} {} unmerged in the index", .0.len(), if .0.len() == 1 { "path is" } else { "paths are" })]
    Unmerged(Vec<RepoPath>),
    /// git refuses to read a repository of another user.
    #[error("git does not trust the repository `{}`: somebody else owns it", .0.display())]
    UntrustedOwner(PathBuf),
    /// A file of the work tree or of the git directory could not be read.
    #[error("`{}` could not be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the work tree or of the git directory could not be written.
    #[error("`{}` could not be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// git itself could not be started.
    #[error("git could not be started: {0}")]
    GitMissing(#[source] io::Error),
    /// git failed.
    #[error("`git {command}` failed: {message}")]
    Git {
        /// The arguments, for people.
        command: String,
        /// What git said.
        message: String,
    },
}

impl RepositoryError {
    /// The code `orion explain` knows it by.
    #[must_use]
    pub fn code(&self) -> Code {
        let rule = match self {
            Self::NotARepository(_) => git::NOT_A_REPOSITORY,
            Self::Bare(_) => git::BARE,
            Self::UnknownRevision(_) => git::UNKNOWN_REVISION,
            Self::MissingMergeBase { .. } => git::NO_MERGE_BASE,
            Self::Unmerged(_) => git::UNMERGED,
            Self::UntrustedOwner(_) => git::UNTRUSTED_OWNER,
            Self::Read { .. } | Self::Write { .. } => git::FILE_TROUBLE,
            Self::GitMissing(_) => git::GIT_MISSING,
            Self::Git { .. } => git::GIT_FAILED,
        };
        rule.code
    }

    /// What to do next, one sentence or command each.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::NotARepository(_) => vec!["run it inside a repository, or `git init` one".into()],
            Self::Bare(_) => {
                vec!["in a bare repository, judge a range: `orion check --range A..B`".into()]
            }
            Self::UnknownRevision(revision) => vec![
                format!("`git fetch origin {revision}` if it is only on the remote"),
                "in GitHub Actions, check out with `fetch-depth: 0`".into(),
            ],
            Self::MissingMergeBase { shallow: true, .. } => vec![
                "`git fetch --unshallow`, or `git fetch --deepen=100` until it is there".into(),
                "in GitHub Actions, check out with `fetch-depth: 0`".into(),
            ],
            Self::MissingMergeBase { head, .. } => vec![format!(
                "the histories are unrelated: name a base that `{head}` started from"
            )],
            Self::Unmerged(paths) => paths
                .iter()
                .take(3)
                .map(|path| format!("resolve {path:?}, then `git add` it"))
                .collect(),
            Self::UntrustedOwner(path) => vec![format!(
                "if you trust it: `git config --global --add safe.directory {}`",
                quote(path.as_os_str().as_encoded_bytes())
            )],
            Self::GitMissing(_) => vec!["install git, or put it on PATH".into()],
            Self::Read { .. } | Self::Write { .. } | Self::Git { .. } => Vec::new(),
        }
    }
}
