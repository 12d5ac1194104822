//! Every path that git tracks, at once.

use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;

use crate::ports::{Repository, RepositoryError};

/// Reads them from the index.
pub(crate) fn tracked(repository: &dyn Repository) -> Result<PathTree, RepositoryError> {
    let mut paths = Vec::new();
    repository.tracked_paths(&mut |path| paths.push(RepoPath::new(path)))?;
    Ok(PathTree::new(paths))
}
