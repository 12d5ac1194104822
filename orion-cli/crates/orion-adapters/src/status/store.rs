//! What a work tree remembers of its status, in its `.orion`.
//!
//! The memory is one file, replaced as a whole; one that cannot be read is as none. The changes of state are lines that
//! are only added: a line that is torn is passed over, and when there are very many the older half is dropped.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use orion_app::ports::StoreError;
use orion_app::status::{StateChange, StatusMemory, StatusStore};
use serde::{Deserialize, Serialize};

use crate::private::{PrivateDirectory, cannot, is_there, replace, wait};

/// The version of the memory's form. Another version is as none: it is a cache.
const VERSION: u32 = 1;
/// The memory's file.
const MEMORY: &str = "memory.json";
/// The file of changes.
const CHANGES: &str = "states.jsonl";
/// More bytes of changes than that are cut to the younger half.
const LONGEST: u64 = 512 * 1024;

/// The files.
#[derive(Debug, Clone)]
pub struct StatusFiles {
    evidence: PrivateDirectory,
    log: PrivateDirectory,
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    memory: &'a StatusMemory,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
struct Document {
    memory: StatusMemory,
}

impl StatusFiles {
    /// Those of this work tree.
    #[must_use]
    pub fn new(work_tree: &Path) -> Self {
        Self {
            evidence: PrivateDirectory::of(work_tree, "evidence", "evidence"),
            log: PrivateDirectory::of(work_tree, "log", "changes of state"),
        }
    }

    fn changes_file(&self) -> PathBuf {
        self.log.path().join(CHANGES)
    }

    fn read_changes(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.changes_file();
        if !self.log.is_there()? || !is_there(&path)? {
            return Ok(None);
        }
        let text = fs::read(&path).map_err(|error| cannot(&path, "read", &error))?;
        Ok(Some(text))
    }
}

impl StatusStore for StatusFiles {
    fn recall(&self) -> StatusMemory {
        let recall = || {
            let path = self.evidence.path().join(MEMORY);
            if !self.evidence.is_there().ok()? || !is_there(&path).ok()? {
                return None;
            }
            let text = fs::read(path).ok()?;
            let Version { version } = serde_json::from_slice(&text).ok()?;
            if version != VERSION {
                return None;
            }
            let Document { memory } = serde_json::from_slice(&text).ok()?;
            Some(memory)
        };
        recall().unwrap_or_default()
    }

    fn remember(&self, memory: &StatusMemory) -> Result<(), StoreError> {
        self.evidence.make()?;
        let path = self.evidence.path().join(MEMORY);
        is_there(&path)?;
        let document = Written {
            version: VERSION,
            memory,
        };
        let text =
            serde_json::to_vec(&document).map_err(|error| cannot(&path, "written", &error))?;
        replace(&path, &text).map_err(|error| cannot(&path, "written", &error))
    }

    fn changes(&self) -> Result<Vec<StateChange>, StoreError> {
        let text = self.read_changes()?.unwrap_or_default();
        let lines = text.split(|byte| *byte == b'\n');
        Ok(lines
            .filter_map(|line| serde_json::from_slice(line).ok())
            .collect())
    }

    fn record(&self, changes: &[StateChange]) -> Result<(), StoreError> {
        self.log.make()?;
        let _lock = wait(&self.log.path().join("lock"))?;
        let path = self.changes_file();
        let failed = |error: &dyn std::fmt::Display| cannot(&path, "written", error);
        let before = self.read_changes()?.unwrap_or_default();
        let mut text = Vec::new();
        // A line that was torn is ended, so that it takes none with it.
        if before.last().is_some_and(|last| *last != b'\n') {
            text.push(b'\n');
        }
        for change in changes {
            serde_json::to_writer(&mut text, change).map_err(|error| failed(&error))?;
            text.push(b'\n');
        }
        if before.len() as u64 > LONGEST {
            let half = &before[before.len() / 2..];
            let whole = half.iter().position(|byte| *byte == b'\n');
            let mut kept = whole.map_or(&half[..0], |end| &half[end + 1..]).to_vec();
            kept.append(&mut text);
            return replace(&path, &kept).map_err(|error| failed(&error));
        }
        append(&path, &text).map_err(|error| failed(&error))
    }
}

fn append(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text)
}

#[cfg(test)]
mod tests {
    use orion_core::status::StatusWord;

    use super::*;

    fn change(cause: &str) -> StateChange {
        StateChange {
            at: "2026-11-26T09:00:00Z".parse().unwrap(),
            workstream: "auth".to_owned(),
            from: None,
            to: StatusWord::Wip,
            cause: cause.to_owned(),
            commit: "0".repeat(40),
        }
    }

    #[test]
    fn a_torn_line_takes_no_other_with_it() {
        let top = tempfile::tempdir().unwrap();
        let files = StatusFiles::new(top.path());
        assert_eq!(files.changes().unwrap(), []);
        files.record(&[change("one")]).unwrap();
        append(&files.changes_file(), b"{\"at\":\"2026").unwrap();
        files.record(&[change("two")]).unwrap();
        assert_eq!(files.changes().unwrap(), [change("one"), change("two")]);
    }

    #[test]
    fn the_older_half_is_dropped_and_lines_stay_whole() {
        let top = tempfile::tempdir().unwrap();
        let files = StatusFiles::new(top.path());
        let long = change(&"x".repeat(1000));
        files.record(&vec![long.clone(); 600]).unwrap();
        files.record(&[change("last")]).unwrap();
        let kept = files.changes().unwrap();
        assert!(kept.len() > 200 && kept.len() < 400, "{}", kept.len());
        assert!(kept[..kept.len() - 1].iter().all(|it| *it == long));
        assert_eq!(kept.last(), Some(&change("last")));
    }

    #[test]
    fn a_memory_that_cannot_be_read_is_none() {
        let top = tempfile::tempdir().unwrap();
        let files = StatusFiles::new(top.path());
        assert_eq!(files.recall(), StatusMemory::default());
        let mut memory = StatusMemory::default();
        memory.conflicts.insert("b".to_owned(), change("x").at);
        files.remember(&memory).unwrap();
        assert_eq!(files.recall(), memory);
        let path = files.evidence.path().join(MEMORY);
        for torn in ["", "{\"version\":1,\"mem", "{\"version\":2,\"memory\":{}}"] {
            fs::write(&path, torn).unwrap();
            assert_eq!(files.recall(), StatusMemory::default());
        }
    }

    #[cfg(unix)]
    #[test]
    fn it_is_the_users_alone_and_no_link_is_followed() {
        use std::os::unix::fs::PermissionsExt as _;
        let top = tempfile::tempdir().unwrap();
        let files = StatusFiles::new(top.path());
        files.record(&[change("one")]).unwrap();
        files.remember(&StatusMemory::default()).unwrap();
        for path in [files.changes_file(), files.evidence.path().join(MEMORY)] {
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        fs::remove_file(files.changes_file()).unwrap();
        std::os::unix::fs::symlink("/etc/hosts", files.changes_file()).unwrap();
        assert!(files.record(&[change("two")]).is_err());
        assert!(files.changes().is_err());
    }
}
