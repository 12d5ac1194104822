//! The message of the commit being made, in the file that git hands to its hooks.

use std::path::{Path, PathBuf};

use super::RepositoryError;

/// The trailer that says why a refused change was committed.
pub const OVERRIDE_TRAILER: &str = "Orion-Override";

/// Messages that are being written.
pub trait CommitMessages {
    /// The reason in the message's [`OVERRIDE_TRAILER`], where it has one; git's comments do not count.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn override_reason(&self, file: &Path) -> Result<Option<String>, RepositoryError>;

    /// Adds an [`OVERRIDE_TRAILER`] where git would, unless the very same is there.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn add_override(&self, file: &Path, reason: &str) -> Result<(), RepositoryError>;

    /// Whether nothing is left of the message without git's comments and the [`OVERRIDE_TRAILER`].
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn says_nothing_else(&self, file: &Path) -> Result<bool, RepositoryError>;

    /// Where `git am` keeps the message of the patch at hand.
    fn patch_message(&self) -> PathBuf;
}
