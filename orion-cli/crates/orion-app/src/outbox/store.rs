//! Where writes wait.

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::IdempotencyKey;

use super::Entry;
use crate::ports::StoreError;

/// An outbox on disk, in the work tree's `.orion/outbox`, which git never sees. What is put there survives a crash at
/// any moment: it is there whole, or not at all. Only its owner can read it.
pub trait OutboxStore {
    /// Held as long as writes are sent: one process at a time.
    type Lock;

    /// Takes the lock; none where another process has it.
    ///
    /// # Errors
    /// When the file cannot be used.
    fn lock(&self) -> Result<Option<Self::Lock>, StoreError>;

    /// All that waits, in the order that it was asked for. A file that is no entry is a failure which names it: nothing
    /// is passed over.
    ///
    /// # Errors
    /// When it cannot be read.
    fn entries(&self) -> Result<Vec<Entry>, StoreError>;

    /// Keeps the entry, in the place of one with the same key.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, entry: &Entry) -> Result<(), StoreError>;

    /// Takes an entry away; says whether it was there.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, key: &IdempotencyKey) -> Result<bool, StoreError>;

    /// The issue that was written for a key, if this work tree knows of it.
    ///
    /// # Errors
    /// When what was kept cannot be read.
    fn filed(&self, key: &IdempotencyKey) -> Result<Option<IssueNumber>, StoreError>;

    /// Keeps which issue was written for a key.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep_filed(&self, key: &IdempotencyKey, number: IssueNumber) -> Result<(), StoreError>;

    /// When this work tree's last write was sent: writes keep a distance over processes too.
    ///
    /// # Errors
    /// When what was kept cannot be read.
    fn last_write(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Keeps when a write was sent.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep_last_write(&self, at: Timestamp) -> Result<(), StoreError>;
}
