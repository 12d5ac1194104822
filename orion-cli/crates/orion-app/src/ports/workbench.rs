//! Commits that are made without a work tree.

use orion_core::path::RepoPath;

use super::RepositoryError;

/// What a diff made of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The new tree's id.
    pub tree: String,
    /// The paths that are different in it.
    pub paths: Vec<RepoPath>,
    /// Whether all of them are plain files, or gone.
    pub is_plain: bool,
}

/// Reads and makes commits by their objects. Neither the work tree nor the index is looked at, and none is changed.
pub trait Workbench {
    /// Brings a branch of `origin` up to date, as `refs/remotes/origin/<branch>`.
    ///
    /// # Errors
    /// When `origin` cannot be reached, or has no such branch.
    fn fetch(&self, branch: &str) -> Result<(), RepositoryError>;

    /// The id of the commit that a revision names now; none where it names none.
    ///
    /// # Errors
    /// When git fails.
    fn commit_at(&self, revision: &str) -> Result<Option<String>, RepositoryError>;

    /// A file in a commit or tree.
    ///
    /// # Errors
    /// When git fails.
    fn file_in(&self, tree: &str, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError>;

    /// The files directly in a directory of a commit or tree.
    ///
    /// # Errors
    /// When git fails.
    fn files_in(&self, tree: &str, directory: &RepoPath) -> Result<Vec<RepoPath>, RepositoryError>;

    /// Whether a commit has another one in its history.
    ///
    /// # Errors
    /// When git fails, or does not know one of them.
    fn contains(&self, commit: &str, ancestor: &str) -> Result<bool, RepositoryError>;

    /// The tree of a commit with a diff applied; none where it does not apply.
    ///
    /// # Errors
    /// When git fails.
    fn apply(&self, commit: &str, diff: &str) -> Result<Option<Applied>, RepositoryError>;

    /// A tree or a commit's tree with other contents of these files; a file that is there keeps its mode.
    ///
    /// # Errors
    /// When git fails.
    fn tree_with(
        &self,
        tree: &str,
        files: &[(RepoPath, Vec<u8>)],
    ) -> Result<String, RepositoryError>;

    /// What is different between two commits or trees, as git writes it for people; in these files alone, if any.
    ///
    /// # Errors
    /// When git fails.
    fn difference(
        &self,
        from: &str,
        to: &str,
        paths: &[RepoPath],
    ) -> Result<Vec<u8>, RepositoryError>;

    /// Whether git is told who commits.
    ///
    /// # Errors
    /// When git fails.
    fn knows_who_commits(&self) -> Result<bool, RepositoryError>;

    /// Makes a commit, which no branch has yet.
    ///
    /// # Errors
    /// When git fails.
    fn commit(&self, tree: &str, parent: &str, message: &str) -> Result<String, RepositoryError>;

    /// Makes a branch that is not there yet.
    ///
    /// # Errors
    /// When git fails, or there is such a branch.
    fn make_branch(&self, branch: &str, commit: &str) -> Result<(), RepositoryError>;

    /// Pushes a branch to `origin`, with git's own hooks, and never by force.
    ///
    /// # Errors
    /// When it does not arrive.
    fn push(&self, branch: &str) -> Result<(), RepositoryError>;

    /// The youngest commit in a history with that line in its message, and its first parent.
    ///
    /// # Errors
    /// When git fails.
    fn commit_saying(
        &self,
        tip: &str,
        line: &str,
    ) -> Result<Option<(String, String)>, RepositoryError>;
}
