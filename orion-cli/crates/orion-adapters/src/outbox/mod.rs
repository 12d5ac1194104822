//! Writes to GitHub that wait, as files in the work tree's `.orion/outbox`.
//!
//! `KEY.json` is an entry, `filed/KEY` holds the number of the issue that was written for a key, `last-write` when a
//! write was last sent. `lock` is held by the process that sends; `writing` by one that writes a file, as long as that
//! takes: a file that is unfinished while nobody writes was left by one that died.

mod document;
mod files;
mod value;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use orion_app::outbox::{Entry, OutboxStore};
use orion_app::ports::StoreError;
use orion_core::ids::IssueNumber;
use orion_core::request::IdempotencyKey;

use crate::private::{
    self, FileLock, PrivateDirectory, cannot, is_there, remove_unfinished, sync_directory,
};

/// The directory of what was written for a key.
const FILED: &str = "filed";
/// The file that says when a write was last sent.
const LAST_WRITE: &str = "last-write";
/// The lock of whoever sends.
const LOCK: &str = "lock";
/// The lock of whoever writes a file.
const WRITING: &str = "writing";

/// The files of a work tree's outbox. Nothing is made before there is something to keep.
#[derive(Debug, Clone)]
pub struct OutboxFiles {
    directory: PrivateDirectory,
}

impl OutboxFiles {
    /// The files of the work tree's outbox.
    #[must_use]
    pub fn new(work_tree: &Path) -> Self {
        Self {
            directory: PrivateDirectory::of(work_tree, "outbox", "the outbox"),
        }
    }

    /// `.orion/outbox`, which may not be there yet.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    fn entry_file(&self, key: &IdempotencyKey) -> PathBuf {
        self.path().join(format!("{key}.json"))
    }

    fn filed_file(&self, key: &IdempotencyKey) -> PathBuf {
        self.path().join(FILED).join(key.as_str())
    }

    /// Writes a file in a directory of the outbox, which is there. Nobody else writes meanwhile, so that what is
    /// unfinished in that directory was left behind.
    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StoreError> {
        is_there(path)?;
        let _alone = private::wait(&self.path().join(WRITING))?;
        remove_unfinished(path.parent().unwrap_or(self.path()))?;
        private::replace(path, content).map_err(|error| cannot(path, "written", &error))
    }
}

impl OutboxStore for OutboxFiles {
    type Lock = FileLock;

    fn lock(&self) -> Result<Option<FileLock>, StoreError> {
        self.directory.make()?;
        Ok(private::take(&self.path().join(LOCK))?.ok())
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        if !self.directory.is_there()? {
            return Ok(Vec::new());
        }
        let mut entries = Vec::new();
        for key in files::keys(self.path())? {
            let path = self.entry_file(&key);
            // One that is gone by now has been sent.
            if let Some(content) = files::read(&path)? {
                entries.push(document::parse(&path, &key, &content)?);
            }
        }
        entries
            .sort_by(|one, other| (one.created_at, &one.key).cmp(&(other.created_at, &other.key)));
        Ok(entries)
    }

    fn put(&self, entry: &Entry) -> Result<(), StoreError> {
        self.directory.make()?;
        let path = self.entry_file(&entry.key);
        self.write(&path, &document::text(&path, entry)?)
    }

    fn remove(&self, key: &IdempotencyKey) -> Result<bool, StoreError> {
        let path = self.entry_file(key);
        if !self.directory.is_there()? || !is_there(&path)? {
            return Ok(false);
        }
        let removed = files::remove(&path)?;
        sync_directory(self.path()).map_err(|error| cannot(&path, "removed", &error))?;
        Ok(removed)
    }

    fn filed(&self, key: &IdempotencyKey) -> Result<Option<IssueNumber>, StoreError> {
        if !self.directory.is_there_below(FILED)? {
            return Ok(None);
        }
        value::read(&self.filed_file(key))
    }

    fn keep_filed(&self, key: &IdempotencyKey, number: IssueNumber) -> Result<(), StoreError> {
        self.directory.make_below(FILED)?;
        let path = self.filed_file(key);
        self.write(&path, &value::text(&path, &number)?)
    }

    fn last_write(&self) -> Result<Option<Timestamp>, StoreError> {
        if !self.directory.is_there()? {
            return Ok(None);
        }
        value::read(&self.path().join(LAST_WRITE))
    }

    fn keep_last_write(&self, at: Timestamp) -> Result<(), StoreError> {
        self.directory.make()?;
        let path = self.path().join(LAST_WRITE);
        self.write(&path, &value::text(&path, &at)?)
    }
}

#[cfg(test)]
mod tests;
