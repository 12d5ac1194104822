//! What measuring needs from the world.

use jiff::Timestamp;
use orion_core::ownership::OwnedPattern;
use orion_core::path::RepoPath;
use orion_core::quality::Measurement;

use crate::ports::{RepositoryError, StoreError};

/// A report that some tool left in the work tree. git need not track it, and mostly ignores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Where it lies.
    pub path: RepoPath,
    /// When it was written.
    pub written_at: Timestamp,
    /// Its bytes, or why they cannot be had.
    pub content: Result<Vec<u8>, String>,
}

/// The files that measuring looks at.
pub trait QualityFiles {
    /// Every file that one of the patterns matches, ordered by path, tracked or not.
    ///
    /// # Errors
    /// [`StoreError`] when a directory cannot be listed: no report is ever left out silently.
    fn reports(&self, patterns: &[OwnedPattern]) -> Result<Vec<ReportFile>, StoreError>;

    /// When a file was last written; `None` when it is not there.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be told.
    fn changed_at(&self, path: &RepoPath) -> Result<Option<Timestamp>, StoreError>;
}

/// HEAD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The commit's full id.
    pub id: String,
    /// When it was committed.
    pub at: Timestamp,
}

/// The commit that is checked out.
pub trait HeadCommit {
    /// HEAD; `None` before the first commit.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn head(&self) -> Result<Option<Head>, RepositoryError>;
}

/// The measurements of this work tree, over time.
pub trait QualityRecords {
    /// All that are kept, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    fn measurements(&self) -> Result<Vec<Measurement>, StoreError>;

    /// Keeps one more, and lets go of what is not worth keeping at that time.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be kept; those that were kept are then as they were.
    fn keep(&self, measurement: &Measurement) -> Result<(), StoreError>;
}
