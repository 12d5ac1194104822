//! The files that the checks read, as they are in the work tree.

use std::collections::BTreeMap;

use orion_core::config::Workspace;
use orion_core::integration::{Sources, is_wanted};
use orion_core::path::RepoPath;

use crate::check::{CouldNotTell, read_workspace};
use crate::ports::{Repository, Revision};

/// `workstreams.toml` and the files that it leads to.
#[derive(Debug)]
pub struct SourceFiles {
    /// The policy.
    pub workspace: Workspace,
    policy: String,
    files: BTreeMap<String, String>,
}

impl SourceFiles {
    /// Reads them. Which files there are git says; what is in them the work tree does.
    ///
    /// # Errors
    /// When `workstreams.toml` is missing or unusable, or git or the disk fails.
    pub fn read(repository: &dyn Repository) -> Result<Self, CouldNotTell> {
        let at = Revision::WorkTree;
        let (workspace, policy) = read_workspace(repository, &at)?
            .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
        let mut wanted = Vec::new();
        repository.tracked_paths(&mut |path| {
            if let Ok(path) = std::str::from_utf8(path)
                && is_wanted(&workspace, path)
            {
                wanted.push(path.to_owned());
            }
        })?;
        let mut files = BTreeMap::new();
        for path in wanted {
            if let Some(bytes) = repository.read(&RepoPath::new(path.as_bytes()), &at)? {
                files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(Self {
            workspace,
            policy,
            files,
        })
    }

    /// What the checks are given.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            workspace: &self.workspace,
            policy: &self.policy,
            files: self.files.clone(),
        }
    }
}
