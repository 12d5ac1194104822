//! What was committed lately, and where.

use jiff::Timestamp;
use orion_core::path::RepoPath;

use super::RepositoryError;

/// A commit, as a report tells of it. Its subject was written by somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitSummary {
    /// The full id.
    pub id: String,
    /// When it was committed.
    pub at: Timestamp,
    /// The first paragraph of its message, on one line.
    pub subject: String,
    /// The paths that it changes against its first parent.
    pub paths: Vec<RepoPath>,
}

/// What was committed lately.
pub trait Activity {
    /// The commits of a branch since then, the youngest first; of a merge only the merge itself.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails, or knows no such branch.
    fn landed(&self, base: &str, since: Timestamp) -> Result<Vec<CommitSummary>, RepositoryError>;

    /// The commits of a branch that are not on the base, the youngest first.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails, or knows no such branch.
    fn ahead(&self, base: &str, branch: &str) -> Result<Vec<CommitSummary>, RepositoryError>;

    /// The branches of this clone, without `refs/heads/`.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn branches(&self) -> Result<Vec<String>, RepositoryError>;
}
