//! Which sources have changed since a report was written.
//!
//! The time that a file was last written decides, not the history: it moves with an edit that is not committed, with a
//! merge and with a change of branches alike. Where it moves although the content is the same, a report is called stale
//! that is not; the other way round would call one fresh that is not.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::Timestamp;
use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;

use super::port::QualityFiles;
use crate::ports::StoreError;

/// The tracked files, and when they were written; each is looked at once.
pub(super) struct Sources<'a, F> {
    files: &'a F,
    pub(super) tracked: &'a PathTree,
    written: RefCell<HashMap<usize, Option<Timestamp>>>,
}

impl<'a, F: QualityFiles> Sources<'a, F> {
    pub(super) fn new(files: &'a F, tracked: &'a PathTree) -> Self {
        Self {
            files,
            tracked,
            written: RefCell::default(),
        }
    }

    pub(super) fn is_tracked(&self, path: &RepoPath) -> bool {
        self.tracked.has_entry(path.as_bytes())
    }

    /// The first tracked file that `counts` and was written after that time. One that is not there says nothing: a
    /// sparse checkout leaves most of them out.
    pub(super) fn changed_since(
        &self,
        at: Timestamp,
        counts: impl Fn(&RepoPath) -> bool,
    ) -> Result<Option<&'a RepoPath>, StoreError> {
        for (index, path) in self.tracked.paths().iter().enumerate() {
            if counts(path)
                && self
                    .written_at(index, path)?
                    .is_some_and(|written| written > at)
            {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }

    fn written_at(&self, index: usize, path: &RepoPath) -> Result<Option<Timestamp>, StoreError> {
        if let Some(written) = self.written.borrow().get(&index) {
            return Ok(*written);
        }
        let written = self.files.changed_at(path)?;
        self.written.borrow_mut().insert(index, written);
        Ok(written)
    }
}

/// What a file's name ends in, after the last dot.
pub(super) fn extension(path: &RepoPath) -> &[u8] {
    let name = path
        .as_bytes()
        .rsplit(|byte| *byte == b'/')
        .next()
        .unwrap_or_default();
    match name.iter().rposition(|byte| *byte == b'.') {
        Some(dot) => &name[dot + 1..],
        None => b"",
    }
}
