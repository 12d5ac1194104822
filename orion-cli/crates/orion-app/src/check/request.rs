//! What is asked.

use orion_core::path::RepoPath;

/// Which changes are judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckScope {
    /// What the commit being made will hold.
    Staged {
        /// `ORION_OVERRIDE`: why refused changes are let through.
        override_reason: Option<String>,
    },
    /// What a pull request changes.
    Range {
        /// The revision merged into.
        base: String,
        /// The revision to merge.
        head: String,
        /// `--approved`: names as given, each possibly several separated by commas.
        approved: Vec<String>,
    },
    /// Paths that somebody would like to change.
    Paths(Vec<RepoPath>),
}

/// What the command line and the environment say of whoever is acting; the repository knows the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaker {
    /// `--as`
    pub flag: Option<String>,
    /// `ORION_WORKSTREAM`
    pub environment: Option<String>,
    /// The branch that a workflow's pull request comes from: `GITHUB_HEAD_REF`. HEAD is on none there.
    pub branch: Option<String>,
    /// The GitHub login: `GITHUB_ACTOR` in a workflow.
    pub login: Option<String>,
}

/// A question to [`check`](super::check).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRequest {
    /// Which changes are judged.
    pub scope: CheckScope,
    /// Who says what of themselves.
    pub speaker: Speaker,
}
