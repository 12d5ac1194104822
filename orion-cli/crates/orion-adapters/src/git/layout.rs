//! Where the repository is: work tree, git directory, and what linked work trees share.

use std::fs;
use std::path::{Path, PathBuf};

use orion_app::ports::RepositoryError;

use super::plumbing::{Plumbing, os_string};

/// Where the repository is. All paths are absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The top of the work tree; `None` in a bare repository.
    pub(super) top: Option<PathBuf>,
    /// The work tree's own git directory, with its HEAD.
    pub(super) git_directory: PathBuf,
    /// The git directory all work trees share.
    pub(super) common_directory: PathBuf,
}

impl Layout {
    /// The top of the work tree, or the git directory of a bare repository.
    pub(super) fn root(&self) -> &Path {
        self.top.as_deref().unwrap_or(&self.git_directory)
    }

    /// What git says.
    pub(super) fn from_plumbing(plumbing: &Plumbing) -> Result<Self, RepositoryError> {
        let path = |question: &str| -> Result<PathBuf, RepositoryError> {
            let answer = plumbing.line(&["rev-parse", question])?;
            let path = plumbing.directory().join(os_string(&answer));
            Ok(fs::canonicalize(&path).unwrap_or(path))
        };
        let bare = plumbing.line(&["rev-parse", "--is-bare-repository"])?;
        Ok(Self {
            git_directory: path("--absolute-git-dir")?,
            common_directory: path("--git-common-dir")?,
            top: if bare.trim_ascii() == b"true" {
                None
            } else {
                Some(path("--show-toplevel")?)
            },
        })
    }
}
