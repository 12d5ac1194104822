//! Both ends of what is moved or copied.

use super::scene::{PLATFORM, Scene, change, lines};
use crate::change::{Change, ChangeKind};
use crate::path::RepoPath;

fn moved(from: &str, to: &str) -> [Change; 2] {
    let mut ends = [
        change(from, ChangeKind::Deleted),
        Change {
            kind: ChangeKind::Renamed,
            previous_path: Some(RepoPath::from(from)),
            ..change(to, ChangeKind::Added)
        },
    ];
    ends.sort_by(|a, b| a.path.cmp(&b.path));
    ends
}

#[test]
fn taking_a_file_out_of_a_folder_changes_that_folder() {
    let report = Scene::new(PLATFORM, "user").judge(&moved("full/a", "services/user/a"));
    assert_eq!(
        lines(&report),
        "full/a denied OWN001 contracts\nservices/user/a allowed -"
    );
    assert_eq!(
        report.changes[0].moved_to,
        Some(RepoPath::from("services/user/a"))
    );
}

#[test]
fn so_does_putting_one_in() {
    let report = Scene::new(PLATFORM, "user").judge(&moved("services/user/a", "exclusive/a"));
    assert_eq!(
        lines(&report),
        "exclusive/a denied OWN002\nservices/user/a allowed -"
    );
}

#[test]
fn copying_leaves_the_source_alone() {
    let copy = Change {
        kind: ChangeKind::Copied,
        previous_path: Some(RepoPath::from("exclusive/a")),
        ..change("services/user/a", ChangeKind::Added)
    };
    let report = Scene::new(PLATFORM, "user").judge(&[copy]);
    assert_eq!(lines(&report), "services/user/a allowed -");
}

#[test]
fn a_deleted_file_that_went_nowhere_says_nothing_of_moving() {
    let report = Scene::new(PLATFORM, "user").judge(&[change("full/a", ChangeKind::Deleted)]);
    assert_eq!(report.changes[0].moved_to, None);
}

#[test]
fn every_kind_of_change_is_judged_alike() {
    for kind in [
        ChangeKind::Added,
        ChangeKind::Modified,
        ChangeKind::Deleted,
        ChangeKind::TypeChanged,
        ChangeKind::ModeChanged,
        ChangeKind::Renamed,
        ChangeKind::Copied,
    ] {
        let report = Scene::new(PLATFORM, "user").judge(&[change("exclusive/a", kind)]);
        assert_eq!(lines(&report), "exclusive/a denied OWN002", "{kind:?}");
    }
}
