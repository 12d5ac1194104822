//! Files of the work tree, for commands that write them.

use orion_core::path::RepoPath;

use super::RepositoryError;

/// The files of the work tree.
pub trait WorkTreeFiles {
    /// The bytes of a file; `None` when nothing is there.
    ///
    /// # Errors
    /// [`RepositoryError::Read`].
    fn read_file(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError>;

    /// Writes a file, with the directories above it. At no moment is it there in part; a file that was there
    /// keeps its permissions, and a symbolic link goes on pointing at it.
    ///
    /// # Errors
    /// [`RepositoryError::Write`].
    fn write_file(&self, path: &RepoPath, content: &[u8]) -> Result<(), RepositoryError>;
}
