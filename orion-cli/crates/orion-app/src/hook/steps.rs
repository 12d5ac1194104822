//! What is done on disk, kept apart from deciding it so that a dry run decides exactly the same.

use std::path::{Path, PathBuf};

use orion_core::hook::PREVIOUS_SUFFIX;

use crate::ports::{HookSite, RepositoryError};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Move { from: PathBuf, to: PathBuf },
    Write { path: PathBuf, content: Vec<u8> },
    Remove { path: PathBuf },
}

/// Does it, in order. Broken off at any moment, the next run goes on where this one stopped.
pub(super) fn take(steps: &[Step], site: &dyn HookSite) -> Result<(), RepositoryError> {
    for step in steps {
        match step {
            Step::Move { from, to } => site.move_hook(from, to)?,
            Step::Write { path, content } => site.write_hook(path, content)?,
            Step::Remove { path } => site.remove_hook(path)?,
        }
    }
    Ok(())
}

/// Where the hook that was there before is kept: beside the new one, so that a relative symbolic link still
/// leads where it did, and a script still finds what lies beside it.
pub(super) fn previous_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PREVIOUS_SUFFIX);
    PathBuf::from(name)
}
