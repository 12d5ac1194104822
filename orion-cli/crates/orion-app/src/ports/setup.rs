//! How a repository is set up: git's settings, hooks, work trees, remote.

use std::path::PathBuf;

use super::RepositoryError;

/// How far a setting reaches, from the widest to the nearest; the nearest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingScope {
    /// Everybody on this machine.
    System,
    /// The user.
    Global,
    /// The repository, with all its work trees.
    Local,
    /// One work tree.
    WorkTree,
    /// One call: `git -c`, or the environment.
    Command,
}

/// A setting of git's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its value, as it is written.
    pub value: String,
    /// How far it reaches.
    pub scope: SettingScope,
    /// Where it is written, as git tells it, for example `file:.git/config`.
    pub origin: String,
}

/// A directory the repository is checked out in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTree {
    /// Its top; the git directory when the main one is bare.
    pub top: PathBuf,
    /// The branch, without `refs/heads/`; `None` when HEAD is detached.
    pub branch: Option<String>,
    /// Whether it is a bare repository, without files.
    pub bare: bool,
    /// Whether it is gone from the disk, and git would forget it at `git worktree prune`.
    pub gone: bool,
}

/// How a repository is set up. Everything is as git itself sees it, in the environment it was called in.
pub trait RepositorySetup {
    /// A setting, from the nearest place that has it; `None` when it is set nowhere.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn setting(&self, name: &str) -> Result<Option<Setting>, RepositoryError>;

    /// Sets a setting. [`SettingScope::WorkTree`] is the whole repository's while it has one work tree and
    /// `extensions.worktreeConfig` is not on.
    ///
    /// # Errors
    /// [`RepositoryError`] when git refuses, as it does for [`SettingScope::Command`].
    fn set_setting(
        &self,
        name: &str,
        value: &str,
        scope: SettingScope,
    ) -> Result<(), RepositoryError>;

    /// Takes a setting back; says whether it was set there.
    ///
    /// # Errors
    /// [`RepositoryError`] when git refuses.
    fn unset_setting(&self, name: &str, scope: SettingScope) -> Result<bool, RepositoryError>;

    /// Where git looks for something of its own when it is started in this work tree, for example `hooks`;
    /// absolute.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn git_path(&self, name: &str) -> Result<PathBuf, RepositoryError>;

    /// Every work tree, the main one first.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn work_trees(&self) -> Result<Vec<WorkTree>, RepositoryError>;

    /// `owner/name` of the remote `origin`; `None` without such a remote, or when its address names none.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn origin(&self) -> Result<Option<String>, RepositoryError>;

    /// Whether the clone leaves older history out.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn is_shallow(&self) -> Result<bool, RepositoryError>;

    /// git's version, for example `2.47.3`.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn git_version(&self) -> Result<String, RepositoryError>;
}
