//! All changes judged together: what they say about each other.

use std::collections::HashMap;

use crate::change::{Change, ChangeKind};
use crate::ownership::OwnedPattern;
use crate::path::RepoPath;

/// The changes of one commit or range.
pub(super) struct ChangeSet<'c> {
    changes: &'c [Change],
    moved_to: HashMap<&'c RepoPath, &'c RepoPath>,
}

impl<'c> ChangeSet<'c> {
    pub(super) fn new(changes: &'c [Change]) -> Self {
        let moved_to = changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Renamed)
            .filter_map(|change| Some((change.previous_path.as_ref()?, &change.path)))
            .collect();
        Self { changes, moved_to }
    }

    /// Where a deleted path's content went.
    pub(super) fn moved_to(&self, change: &Change) -> Option<&'c RepoPath> {
        (change.kind == ChangeKind::Deleted)
            .then(|| self.moved_to.get(&change.path).copied())
            .flatten()
    }

    /// The first changed path that any of the patterns names.
    pub(super) fn changed_source(&self, patterns: &[OwnedPattern]) -> Option<&'c RepoPath> {
        if patterns.is_empty() {
            return None;
        }
        self.changes.iter().map(|change| &change.path).find(|path| {
            patterns
                .iter()
                .any(|pattern| pattern.matches(path.as_bytes()))
        })
    }
}
