//! What is known here of the repository that is pushed to.

use super::{CommitNote, RepositoryError};

/// Revisions a push is compared with.
pub trait PushSite {
    /// The id of the commit that a revision names or a tag leads to; `None` where there is no such commit in
    /// this repository.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn commit_at(&self, revision: &str) -> Result<Option<String>, RepositoryError>;

    /// The commits reachable from `head` that a remote does not have yet, oldest first: neither any branch it
    /// is known to have nor `there` leads to them. Of a remote without a name, every known remote's branches
    /// count as its own.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn commits_unknown_to(
        &self,
        remote: &str,
        there: Option<&str>,
        head: &str,
    ) -> Result<Vec<CommitNote>, RepositoryError>;
}
