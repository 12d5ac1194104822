//! Renames and copies, found among raw entries.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::change::{Change, ChangeKind, EntryType};
use orion_core::path::RepoPath;
use proptest::prelude::*;

use super::from_raw;
use crate::git::raw_diff::RawEntry;

/// Few contents and few names, so that many entries share one.
fn entry() -> impl Strategy<Value = (String, RawEntry)> {
    let mode = || prop::sample::select(vec![0, 0o100_644, 0o100_755, 0o120_000, 0o160_000]);
    let id = || prop::sample::select(vec!["aa", "bb"]);
    let path = "[ab]/[xyz]|[abcd]";
    (path, mode(), mode(), id(), id())
        .prop_filter("a change", |(_, old_mode, new_mode, old_id, new_id)| {
            (old_mode, old_id) != (new_mode, new_id) && old_mode + new_mode > 0
        })
        .prop_map(|(path, old_mode, new_mode, old_id, new_id)| {
            let entry = RawEntry {
                old_mode,
                new_mode,
                old_id: old_id.to_owned(),
                new_id: new_id.to_owned(),
                unmerged: false,
                path: RepoPath::from(path.as_str()),
            };
            (path, entry)
        })
}

/// Entries of different paths, in any order.
fn entries() -> impl Strategy<Value = (Vec<RawEntry>, Vec<RawEntry>)> {
    prop::collection::vec(entry(), 0..12).prop_flat_map(|entries| {
        let entries: BTreeMap<_, _> = entries.into_iter().collect();
        let entries: Vec<_> = entries.into_values().collect();
        (Just(entries.clone()), Just(entries).prop_shuffle())
    })
}

fn sources(changes: &[Change], kind: ChangeKind) -> Vec<&RepoPath> {
    changes
        .iter()
        .filter(|change| change.kind == kind)
        .map(|change| change.previous_path.as_ref().unwrap())
        .collect()
}

proptest! {
    #[test]
    fn one_change_an_entry_whatever_their_order((sorted, shuffled) in entries()) {
        let changes = from_raw(&sorted).unwrap();
        prop_assert_eq!(&changes, &from_raw(&shuffled).unwrap());
        let paths: Vec<_> = changes.iter().map(|change| &change.path).collect();
        prop_assert_eq!(paths, sorted.iter().map(|entry| &entry.path).collect::<Vec<_>>());
    }

    #[test]
    fn only_additions_come_from_elsewhere((sorted, _) in entries()) {
        let changes = from_raw(&sorted).unwrap();
        for (change, entry) in changes.iter().zip(&sorted) {
            let from_elsewhere =
                matches!(change.kind, ChangeKind::Renamed | ChangeKind::Copied);
            prop_assert_eq!(change.previous_path.is_some(), from_elsewhere);
            let added = from_elsewhere || change.kind == ChangeKind::Added;
            prop_assert_eq!(added, change.before == EntryType::Absent);
            let Some(previous) = &change.previous_path else { continue };
            let source = sorted.iter().find(|other| other.path == *previous).unwrap();
            prop_assert_eq!(&source.old_id, &entry.new_id);
        }
    }

    #[test]
    fn each_path_that_is_gone_moves_once_at_most((sorted, _) in entries()) {
        let changes = from_raw(&sorted).unwrap();
        let moved = sources(&changes, ChangeKind::Renamed);
        let once: BTreeSet<_> = moved.iter().collect();
        prop_assert_eq!(once.len(), moved.len());
        for source in moved {
            let gone = changes.iter().find(|change| change.path == *source).unwrap();
            prop_assert_eq!(gone.kind, ChangeKind::Deleted);
        }
    }
}
