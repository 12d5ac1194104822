//! Changes that are not committed yet, or not on the base branch.

use orion_core::path::RepoPath;

use super::RepositoryError;

/// What somebody has drafted.
pub trait Drafts {
    /// The difference of the files, and of those below the directories, between where this work left the base branch
    /// and the work tree, as git writes it for people; empty where there is none. Files that git does not track are
    /// left out.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails, or knows no such branch.
    fn draft(&self, base: &str, paths: &[RepoPath]) -> Result<Vec<u8>, RepositoryError>;
}
