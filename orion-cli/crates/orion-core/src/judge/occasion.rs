//! What the verdict is for.

use crate::change::CommitNote;
use crate::ids::WorkstreamId;

/// When the question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion {
    /// Before a commit, of what is staged.
    Commit,
    /// In a pull request, of what a range changes.
    PullRequest {
        /// The revision merged into, as it was given.
        base: String,
        /// The revision to merge, as it was given.
        head: String,
        /// Workstreams that have approved.
        approved: Vec<WorkstreamId>,
    },
    /// Before an edit, of paths that somebody would like to change.
    Edit,
}

impl Occasion {
    /// The workstreams that have approved.
    #[must_use]
    pub fn approved(&self) -> &[WorkstreamId] {
        match self {
            Self::PullRequest { approved, .. } => approved,
            Self::Commit | Self::Edit => &[],
        }
    }
}

/// What lets refused changes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrides<'a> {
    /// Nothing.
    None,
    /// The reason in `ORION_OVERRIDE`, for the commit being made.
    ThisCommit(&'a str),
    /// The commits of a range, of which some may carry an `Orion-Override:` trailer.
    Commits(&'a [CommitNote]),
}
