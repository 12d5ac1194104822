//! Who has been working here.

use std::collections::BTreeSet;

use super::RepositoryError;

/// The history of a repository.
pub trait History {
    /// The e-mail addresses of the authors of the last `commits` commits before HEAD, as `.mailmap` says they
    /// are written; none before the first commit.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn recent_authors(&self, commits: usize) -> Result<BTreeSet<String>, RepositoryError>;
}
