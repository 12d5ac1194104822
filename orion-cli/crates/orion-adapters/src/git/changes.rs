//! From plumbing's entries to changes: kinds by mode, moves and copies by identical content.

use std::collections::HashMap;

use orion_app::ports::RepositoryError;
use orion_core::change::{Change, ChangeKind, EntryType};
use orion_core::path::RepoPath;

use super::raw_diff::{RawEntry, entry_type};

/// The changes, sorted by path.
///
/// # Errors
/// [`RepositoryError::Unmerged`] when a path is unmerged.
pub(super) fn from_raw(entries: &[RawEntry]) -> Result<Vec<Change>, RepositoryError> {
    let unmerged: Vec<RepoPath> = entries
        .iter()
        .filter(|entry| entry.unmerged)
        .map(|entry| entry.path.clone())
        .collect();
    if !unmerged.is_empty() {
        return Err(RepositoryError::Unmerged(unmerged));
    }
    let mut sorted: Vec<&RawEntry> = entries.iter().collect();
    sorted.sort_unstable_by(|left, right| left.path.cmp(&right.path));
    let mut changes: Vec<Change> = sorted.iter().map(|entry| plain(entry)).collect();
    find_moves(&sorted, &mut changes);
    Ok(changes)
}

fn plain(entry: &RawEntry) -> Change {
    let (before, after) = (entry_type(entry.old_mode), entry_type(entry.new_mode));
    let kind = match (before, after) {
        (EntryType::Absent, _) => ChangeKind::Added,
        (_, EntryType::Absent) => ChangeKind::Deleted,
        (before, after) if before != after => ChangeKind::TypeChanged,
        _ if entry.old_id == entry.new_id => ChangeKind::ModeChanged,
        _ => ChangeKind::Modified,
    };
    Change {
        path: entry.path.clone(),
        previous_path: None,
        kind,
        before,
        after,
    }
}

/// What was there before under another path: the candidates for where an added path comes from.
#[derive(Default)]
struct Sources<'a> {
    gone: Vec<&'a RepoPath>,
    changed: Vec<&'a RepoPath>,
}

/// Tells moves and copies from additions. Each path that is gone is the source of one move at most, of the
/// added path with the same file name if there is one, else of the first; further ones are copies.
fn find_moves(entries: &[&RawEntry], changes: &mut [Change]) {
    let mut sources: HashMap<(&str, EntryType), Sources<'_>> = HashMap::new();
    let mut added: HashMap<(&str, EntryType), Vec<usize>> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let (before, after) = (entry_type(entry.old_mode), entry_type(entry.new_mode));
        match (before, after) {
            (EntryType::Absent, after) => {
                added.entry((&entry.new_id, after)).or_default().push(index);
            }
            (before, EntryType::Absent) => {
                let sources = sources.entry((&entry.old_id, before)).or_default();
                sources.gone.push(&entry.path);
            }
            (before, _) if entry.old_id != entry.new_id => {
                let sources = sources.entry((&entry.old_id, before)).or_default();
                sources.changed.push(&entry.path);
            }
            _ => {}
        }
    }
    for (content, targets) in added {
        if let Some(sources) = sources.get(&content) {
            assign(sources, &targets, changes);
        }
    }
}

fn assign(sources: &Sources<'_>, targets: &[usize], changes: &mut [Change]) {
    let mut gone = sources.gone.clone();
    let mut take = |same_name: bool, target: &RepoPath| {
        let found = gone
            .iter()
            .position(|source| !same_name || file_name(source) == file_name(target))?;
        Some(gone.remove(found).clone())
    };
    let mut without_source = Vec::new();
    for same_name in [true, false] {
        without_source.clear();
        for &target in targets {
            let change = &mut changes[target];
            if change.kind == ChangeKind::Renamed {
                continue;
            }
            match take(same_name, &change.path) {
                Some(source) => {
                    change.kind = ChangeKind::Renamed;
                    change.previous_path = Some(source);
                }
                None => without_source.push(target),
            }
        }
    }
    let Some(source) = sources.changed.first().or(sources.gone.first()) else {
        return;
    };
    for target in without_source {
        changes[target].kind = ChangeKind::Copied;
        changes[target].previous_path = Some((*source).clone());
    }
}

fn file_name(path: &RepoPath) -> &[u8] {
    let bytes = path.as_bytes();
    bytes.rsplit(|byte| *byte == b'/').next().unwrap_or(bytes)
}

#[cfg(test)]
mod tests;
