//! Where a repository's hooks are, and the files there.

use std::path::{Path, PathBuf};

use super::{RepositoryError, Setting};

/// Where git looks for hooks. All paths are absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HooksDirectory {
    /// Where it looks when it is started in this work tree.
    pub path: PathBuf,
    /// Where it looks without `core.hooksPath`, in all work trees alike.
    pub shared: PathBuf,
    /// `core.hooksPath`, where it is set.
    pub setting: Option<Setting>,
    /// The directory as the project knows it, when it is one of the project's own: inside the work tree, and
    /// not inside git's directory.
    pub in_project: Option<PathBuf>,
    /// What stands in the way of there being such a directory at all: `/dev/null`, or the file `.git` of a
    /// linked work tree.
    pub blocked_by: Option<PathBuf>,
}

impl HooksDirectory {
    /// `core.hooksPath`, where it means another directory in each work tree.
    #[must_use]
    pub fn relative_setting(&self) -> Option<&Setting> {
        self.setting.as_ref().filter(|setting| {
            !setting.value.starts_with('~') && Path::new(&setting.value).is_relative()
        })
    }
}

/// Where git looks for hooks when it is started in one of the repository's work trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTreeHooks {
    /// The top of the work tree.
    pub top: PathBuf,
    /// Absolute.
    pub hooks: PathBuf,
}

/// A hook on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookFile {
    /// What it says; empty where that cannot be read as a file.
    pub content: Vec<u8>,
    /// Whether git would run it.
    pub executable: bool,
}

/// The hooks of a repository.
pub trait HookSite {
    /// Where git looks for hooks from here.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn hooks_directory(&self) -> Result<HooksDirectory, RepositoryError>;

    /// The same for every work tree that is on disk, the main one first.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn work_tree_hooks(&self) -> Result<Vec<WorkTreeHooks>, RepositoryError>;

    /// The hook at a path; `None` when nothing is there.
    ///
    /// # Errors
    /// [`RepositoryError::Read`].
    fn read_hook(&self, path: &Path) -> Result<Option<HookFile>, RepositoryError>;

    /// Whether a program is at a path.
    fn has_program(&self, path: &Path) -> bool;

    /// Writes an executable hook, with the directories above it: at no moment is it there in part.
    ///
    /// # Errors
    /// [`RepositoryError::Write`].
    fn write_hook(&self, path: &Path, content: &[u8]) -> Result<(), RepositoryError>;

    /// Gives a hook another name, replacing what has that name; a symbolic link stays one.
    ///
    /// # Errors
    /// [`RepositoryError::Write`].
    fn move_hook(&self, from: &Path, to: &Path) -> Result<(), RepositoryError>;

    /// Removes a hook.
    ///
    /// # Errors
    /// [`RepositoryError::Write`].
    fn remove_hook(&self, path: &Path) -> Result<(), RepositoryError>;
}
