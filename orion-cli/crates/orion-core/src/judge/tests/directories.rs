//! Links, submodules and files that stand where somebody owns a directory.

use super::scene::{Scene, appears, change, lines};
use crate::change::{Change, ChangeKind, EntryType};

const RULES: &str = r#"
schema = 1

[project]
name = "platform"

[ownership]
unowned = "allow"

[workstreams.auth]
owns = ["services/auth/", "packages/auth/src/"]

[workstreams.contracts]
owns = [{ path = "contracts/**", access = "exclusive" }, { path = "packages/*/prisma/", access = "exclusive" }]

[workstreams.user]
owns = ["services/user/", "services/*.md"]

[workstreams.vendor]
owns = ["third-party/*/"]
"#;

fn judged(names: &str, change: Change) -> String {
    lines(&Scene::new(RULES, names).judge(&[change]))
}

#[test]
fn an_entry_above_an_owned_directory_is_a_write_to_it() {
    for entry in [EntryType::Symlink, EntryType::File, EntryType::Submodule] {
        assert_eq!(
            judged("user", appears("services", entry)),
            "services denied OWN001 auth",
            "{entry:?}"
        );
    }
}

#[test]
fn so_is_one_that_goes() {
    let gone = Change {
        before: EntryType::Symlink,
        ..change("services", ChangeKind::Deleted)
    };
    assert_eq!(judged("user", gone), "services denied OWN001 auth");
}

#[test]
fn the_strictest_of_all_owners_below_decides() {
    assert_eq!(
        judged("auth", appears("packages", EntryType::Symlink)),
        "packages denied OWN002"
    );
    assert_eq!(
        judged("contracts", appears("packages", EntryType::Symlink)),
        "packages denied OWN001 auth"
    );
    assert_eq!(
        judged("contracts auth", appears("packages", EntryType::Symlink)),
        "packages allowed -"
    );
}

#[test]
fn an_entry_in_the_place_of_an_owned_directory_is_a_write_to_it() {
    for (path, expected) in [
        ("services/auth", "services/auth denied OWN001 auth"),
        ("contracts", "contracts denied OWN002"),
        ("packages/auth/prisma", "packages/auth/prisma denied OWN002"),
        ("third-party/zlib", "third-party/zlib denied OWN001 vendor"),
    ] {
        for entry in [EntryType::Symlink, EntryType::Submodule] {
            assert_eq!(judged("user", appears(path, entry)), expected, "{entry:?}");
        }
    }
}

#[test]
fn a_plain_file_beside_owned_directories_is_not() {
    for path in ["third-party/README", "packages/README", "services-old"] {
        assert_eq!(
            judged("user", appears(path, EntryType::File)),
            format!("{path} allowed -")
        );
    }
    assert_eq!(
        judged("user", appears("services/x.md", EntryType::File)),
        "services/x.md allowed -"
    );
}

#[test]
fn a_submodule_is_a_directory_to_its_owner_too() {
    let moved = Change {
        before: EntryType::Submodule,
        after: EntryType::Submodule,
        ..change("third-party/zlib", ChangeKind::Modified)
    };
    assert_eq!(
        judged("vendor", moved.clone()),
        "third-party/zlib allowed -"
    );
    assert_eq!(
        judged("user", moved),
        "third-party/zlib denied OWN001 vendor"
    );
}

#[test]
fn the_reason_says_what_it_stands_above() {
    let report = Scene::new(RULES, "user").judge(&[appears("services", EntryType::Symlink)]);
    insta::assert_snapshot!(report.changes[0].reason, @"`services`, which stands above `services/auth/`, belongs to `auth`, and the change is made for `user`");
}
