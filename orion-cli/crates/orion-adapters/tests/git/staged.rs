//! What a commit being made will hold: every kind of change.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;
use orion_app::ports::{ChangeScope, Repository, RepositoryError, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{both, render, staged};

/// Three files in two directories, committed.
pub(crate) fn with_files() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("a/one", "1\n");
    repository.write("a/two", "2\n");
    repository.write("b/three", "3\n");
    repository.commit_all("first");
    repository
}

#[test]
fn plain_changes() {
    let repository = with_files();
    repository.write("a/one", "1\n1\n");
    repository.write("c/new", "new\n");
    repository.git_ok(&["rm", "-q", "b/three"]);
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    Modified "a/one"
    Deleted "b/three"
    Added "c/new"
    "#);
}

#[test]
fn nothing_staged() {
    let repository = with_files();
    repository.write("a/one", "changed, but not staged");
    assert_snapshot!(staged(&repository), @"");
}

#[test]
fn before_the_first_commit() {
    let repository = TestRepository::new();
    repository.write("a", "1");
    repository.git_ok(&["add", "."]);
    for adapter in both(&repository, repository.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(render(&changes), "Added \"a\"\n");
        let path = RepoPath::from("a");
        assert_eq!(adapter.read(&path, &Revision::Head).unwrap(), None);
        let staged = adapter.read(&path, &Revision::Index).unwrap();
        assert_eq!(staged.as_deref(), Some(&b"1"[..]));
    }
}

#[test]
fn an_orphan_branch_starts_from_nothing() {
    let repository = with_files();
    repository.git_ok(&["checkout", "-q", "--orphan", "new"]);
    for adapter in both(&repository, repository.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(
            render(&changes),
            "Added \"a/one\"\nAdded \"a/two\"\nAdded \"b/three\"\n"
        );
    }
}

#[test]
fn a_rename_touches_both_ends() {
    let repository = with_files();
    repository.git_ok(&["mv", "a/one", "b/one"]);
    assert_snapshot!(staged(&repository), @r#"
    Deleted "a/one"
    Renamed "b/one" from "a/one"
    "#);
}

#[test]
fn a_rename_with_a_change_is_an_addition_and_a_deletion() {
    let repository = with_files();
    repository.git_ok(&["mv", "a/one", "b/one"]);
    repository.write("b/one", "1\n2\n");
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    Deleted "a/one"
    Added "b/one"
    "#);
}

#[test]
fn which_rename_is_which_does_not_depend_on_order() {
    let repository = TestRepository::new();
    for path in ["a/one", "b/one", "b/two"] {
        repository.write(path, "same");
    }
    repository.commit_all("first");
    for (from, to) in [("a/one", "x/two"), ("b/one", "y/other"), ("b/two", "z/one")] {
        fs::create_dir_all(repository.top().join(to).parent().unwrap()).unwrap();
        repository.git_ok(&["mv", from, to]);
    }
    // The same file name first, then what is left, by path.
    assert_snapshot!(staged(&repository), @r#"
    Deleted "a/one"
    Deleted "b/one"
    Deleted "b/two"
    Renamed "x/two" from "b/two"
    Renamed "y/other" from "b/one"
    Renamed "z/one" from "a/one"
    "#);
}

#[test]
fn copies_of_what_changes_or_goes() {
    let repository = with_files();
    repository.write("c/copy-of-changed", "1\n");
    repository.write("a/one", "changed");
    repository.git_ok(&["mv", "b/three", "c/three"]);
    repository.write("d/second-copy", "3\n");
    repository.write("d/new", "twice");
    repository.write("d/newer", "twice");
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    Modified "a/one"
    Deleted "b/three"
    Copied "c/copy-of-changed" from "a/one"
    Renamed "c/three" from "b/three"
    Added "d/new"
    Added "d/newer"
    Copied "d/second-copy" from "b/three"
    "#);
}

#[test]
fn modes_and_types() {
    let repository = with_files();
    repository.symlink("one", "a/link");
    repository.commit_all("link");
    let executable = repository.top().join("a/one");
    fs::set_permissions(executable, fs::Permissions::from_mode(0o755)).unwrap();
    repository.symlink("one", "a/two");
    repository.symlink("three", "b/new");
    fs::remove_file(repository.top().join("a/link")).unwrap();
    repository.write("a/link", "a file now");
    repository.write("b/binary", [0, 159, 146, 150]);
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    TypeChanged "a/link" (Symlink to File)
    ModeChanged "a/one"
    TypeChanged "a/two" (File to Symlink)
    Added "b/binary"
    Added "b/new" (Absent to Symlink)
    "#);
}

#[test]
fn a_mode_change_with_new_content_is_a_modification() {
    let repository = with_files();
    repository.write("a/one", "other");
    repository.git_ok(&["add", "--chmod=+x", "a/one"]);
    assert_snapshot!(staged(&repository), @r#"Modified "a/one""#);
}

#[test]
fn a_directory_replaced_by_a_link_and_by_a_file() {
    let repository = with_files();
    for directory in ["a", "b"] {
        fs::remove_dir_all(repository.top().join(directory)).unwrap();
    }
    repository.symlink("elsewhere", "a");
    repository.write("b", "a file");
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    Added "a" (Absent to Symlink)
    Deleted "a/one"
    Deleted "a/two"
    Added "b"
    Deleted "b/three"
    "#);
}

#[test]
fn submodules() {
    let repository = with_files();
    repository.add_submodule("vendor/lib");
    assert_snapshot!(staged(&repository), @r#"
    Added ".gitmodules"
    Added "vendor/lib" (Absent to Submodule)
    "#);
    repository.commit_all("submodule");
    let inside = repository.top().join("vendor/lib");
    let inside = inside.to_str().unwrap();
    repository.git_ok(&["-C", inside, "commit", "-q", "--allow-empty", "-m", "on"]);
    repository.git_ok(&["add", "vendor/lib"]);
    assert_snapshot!(staged(&repository), @r#"Modified "vendor/lib" (Submodule to Submodule)"#);
    repository.commit_all("moved on");
    repository.git_ok(&["rm", "-q", "--cached", "vendor/lib"]);
    fs::remove_dir_all(inside).unwrap();
    repository.write("vendor/lib", "a file");
    repository.git_ok(&["add", "vendor/lib"]);
    assert_snapshot!(staged(&repository), @r#"TypeChanged "vendor/lib" (Submodule to File)"#);
}

#[test]
fn intended_additions_are_no_part_of_the_commit() {
    let repository = with_files();
    repository.write("later", "not now");
    repository.git_ok(&["add", "--intent-to-add", "later"]);
    repository.git_ok(&["rm", "-q", "--cached", "a/one"]);
    repository.git_ok(&["add", "--intent-to-add", "a/one"]);
    assert_snapshot!(staged(&repository), @r#"Deleted "a/one""#);
}

#[test]
fn unmerged_paths_are_an_error_of_their_own() {
    let repository = with_files();
    repository.branch("other", || repository.write("a/one", "theirs"));
    repository.write("a/one", "ours");
    repository.commit_all("ours");
    assert_ne!(repository.git(&["merge", "-q", "other"]).code, 0);
    for adapter in both(&repository, repository.top(), &[]) {
        let error = adapter.changes(&ChangeScope::Staged).unwrap_err();
        let RepositoryError::Unmerged(paths) = error else {
            panic!("{error}");
        };
        assert_eq!(paths, [RepoPath::from("a/one")]);
    }
}

#[test]
fn files_named_like_revisions() {
    let repository = with_files();
    repository.write("HEAD", "no revision");
    repository.write("main", "no branch");
    repository.git_ok(&["add", "."]);
    assert_snapshot!(staged(&repository), @r#"
    Added "HEAD"
    Added "main"
    "#);
}

#[test]
fn asked_twice_the_answer_is_the_same() {
    let repository = with_files();
    repository.write("a/one", "staged");
    repository.git_ok(&["add", "."]);
    for adapter in both(&repository, repository.top(), &[]) {
        let first = adapter.changes(&ChangeScope::Staged).unwrap();
        repository.git_ok(&["reset", "-q"]);
        assert_eq!(adapter.changes(&ChangeScope::Staged).unwrap(), first);
        repository.git_ok(&["add", "."]);
    }
}

#[test]
fn outside_a_sparse_checkout() {
    for index in ["--no-sparse-index", "--sparse-index"] {
        let repository = with_files();
        repository.git_ok(&["sparse-checkout", "set", "--cone", index, "a"]);
        assert!(!repository.top().join("b").exists());
        assert_eq!(staged(&repository), "");
        repository.write("b/new", "outside the cone");
        repository.git_ok(&["add", "--sparse", "b/new"]);
        repository.git_ok(&["rm", "-q", "--sparse", "--cached", "b/three"]);
        assert_eq!(
            staged(&repository),
            "Added \"b/new\"\nDeleted \"b/three\"\n",
            "{index}"
        );
    }
}
