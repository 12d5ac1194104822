//! Clones that leave history out.

use insta::assert_snapshot;
use orion_app::ports::{ChangeScope, Repository, RepositoryError};
use orion_testutils::TestRepository;

use crate::ask::{both, render, try_range};
use crate::range::explain;

/// A remote with `main` gone on since `feature` left it, and the merge that GitHub makes of a pull request.
fn remote() -> TestRepository {
    let remote = TestRepository::new();
    remote.write("a", "1");
    remote.commit_all("first");
    remote.branch("feature", || {
        remote.write("feature", "1");
        remote.commit_all("one");
        remote.write("feature", "2");
    });
    remote.write("main", "1");
    remote.commit_all("second");
    remote.git_ok(&["checkout", "-q", "--detach"]);
    remote.git_ok(&["merge", "-q", "--no-edit", "feature"]);
    remote.git_ok(&["update-ref", "refs/pull/1/merge", "HEAD"]);
    remote.git_ok(&["checkout", "-q", "main"]);
    remote
}

/// An empty repository with that remote.
fn clone(remote: &TestRepository) -> TestRepository {
    let clone = TestRepository::new();
    let url = format!("file://{}", remote.top().display());
    clone.git_ok(&["remote", "add", "origin", &url]);
    clone
}

#[test]
fn the_merge_base_is_not_there() {
    let remote = remote();
    let clone = clone(&remote);
    clone.git_ok(&[
        "fetch",
        "-q",
        "--depth=1",
        "origin",
        "main:base",
        "feature:head",
    ]);
    let error = try_range(&clone, "base", "head").unwrap_err();
    assert!(matches!(
        error,
        RepositoryError::MissingMergeBase { shallow: true, .. }
    ));
    assert_snapshot!(explain(&error), @"
    this shallow clone does not hold the merge base of `base` and `head`
    `git fetch --unshallow`, or `git fetch --deepen=100` until it is there
    in GitHub Actions, check out with `fetch-depth: 0`
    ");
    // What the hint says mends it.
    clone.git_ok(&[
        "fetch",
        "-q",
        "--unshallow",
        "origin",
        "main:base",
        "feature:head",
    ]);
    let changes = try_range(&clone, "base", "head").unwrap();
    assert_eq!(render(&changes), "Added \"feature\"\n");
}

#[test]
fn a_pull_request_is_merged_into_its_first_parent() {
    let remote = remote();
    let clone = clone(&remote);
    let fetch = ["fetch", "-q", "--depth=1", "origin", "main:base"];
    clone.git_ok(&fetch);
    clone.git_ok(&[
        "fetch",
        "-q",
        "--depth=1",
        "origin",
        "refs/pull/1/merge:head",
    ]);
    let no_base = clone.git(&["merge-base", "base", "head"]);
    assert_eq!(no_base.code, 1, "git finds none: the parents are cut off");
    let changes = try_range(&clone, "base", "head").unwrap();
    assert_eq!(render(&changes), "Added \"feature\"\n");
}

#[test]
fn a_merge_into_something_else_is_no_way_out() {
    let remote = remote();
    remote.write("main", "2");
    remote.commit_all("third");
    let clone = clone(&remote);
    clone.git_ok(&["fetch", "-q", "--depth=1", "origin", "main:base"]);
    clone.git_ok(&[
        "fetch",
        "-q",
        "--depth=1",
        "origin",
        "refs/pull/1/merge:head",
    ]);
    let error = try_range(&clone, "base", "head").unwrap_err();
    assert!(matches!(error, RepositoryError::MissingMergeBase { .. }));
}

#[test]
fn staging_needs_no_history() {
    let remote = remote();
    let clone = clone(&remote);
    clone.git_ok(&["fetch", "-q", "--depth=1", "origin", "main"]);
    clone.git_ok(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    clone.write("new", "1");
    clone.git_ok(&["add", "."]);
    for adapter in both(&clone, clone.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(render(&changes), "Added \"new\"\n");
    }
}

#[test]
fn a_commit_without_its_parents_names_all_it_holds() {
    let remote = remote();
    let clone = clone(&remote);
    clone.git_ok(&["fetch", "-q", "--depth=1", "origin", "main:base"]);
    clone.git_ok(&["fetch", "-q", "--depth=2", "origin", "feature:head"]);
    for adapter in both(&clone, clone.top(), &[]) {
        let commits = adapter.commits("base", "head").unwrap();
        let paths: Vec<_> = commits.iter().map(|commit| commit.paths.len()).collect();
        assert_eq!(paths, [2, 1]);
    }
}
