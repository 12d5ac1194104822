//! What a branch changes since it left its base.

use insta::assert_snapshot;
use orion_app::ports::{Repository, RepositoryError, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{both, range, try_range};

#[test]
fn the_base_went_on() {
    let repository = TestRepository::new();
    repository.write("a", "1");
    repository.write("b", "1");
    repository.commit_all("first");
    repository.branch("feature", || {
        repository.git_ok(&["mv", "a", "moved"]);
        repository.write("new", "2");
    });
    repository.write("b", "3");
    repository.commit_all("main");
    assert_snapshot!(range(&repository, "main", "feature", "main~1"), @r#"
    Deleted "a"
    Renamed "moved" from "a"
    Added "new"
    "#);
    assert_snapshot!(range(&repository, "feature", "feature", "feature"), @"");
    assert_snapshot!(range(&repository, "main", "main~1", "main~1"), @"");
}

#[test]
fn the_base_was_merged_in() {
    let repository = TestRepository::new();
    repository.write("a", "1");
    repository.commit_all("first");
    repository.branch("feature", || repository.write("new", "2"));
    repository.write("a", "3");
    repository.commit_all("main");
    repository.git_ok(&["checkout", "-q", "feature"]);
    repository.git_ok(&["merge", "-q", "--no-edit", "main"]);
    assert_snapshot!(range(&repository, "main", "feature", "main"), @r#"Added "new""#);
}

#[test]
fn several_merge_bases() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository.git_ok(&["branch", "feature"]);
    repository.write("in-main", "1");
    repository.commit_all("main");
    let main = repository.git(&["rev-parse", "main"]).success().stdout;
    repository.git_ok(&["checkout", "-q", "feature"]);
    repository.write("in-feature", "1");
    repository.commit_all("feature");
    let feature = repository.git(&["rev-parse", "feature"]).success().stdout;
    repository.git_ok(&["merge", "-q", "--no-edit", main.trim()]);
    repository.write("more", "1");
    repository.commit_all("more");
    repository.git_ok(&["checkout", "-q", "main"]);
    repository.git_ok(&["merge", "-q", "--no-edit", feature.trim()]);
    let bases = repository
        .git(&["merge-base", "--all", "main", "feature"])
        .success();
    assert_eq!(bases.stdout.lines().count(), 2);
    // The first of them, as `git diff` takes it.
    let first = bases.stdout.lines().next().unwrap();
    assert_snapshot!(range(&repository, "main", "feature", first), @r#"
    Added "in-main"
    Added "more"
    "#);
}

#[test]
fn a_submodule_told_to_be_ignored() {
    let repository = TestRepository::new();
    repository.add_submodule("lib");
    repository.git_ok(&["config", "-f", ".gitmodules", "submodule.lib.ignore", "all"]);
    repository.commit_all("first");
    repository.branch("feature", || {
        repository.git_ok(&["-C", "lib", "commit", "-q", "--allow-empty", "-m", "on"]);
        repository.git_ok(&["add", "--force", "lib"]);
        repository.git_ok(&["commit", "-q", "-m", "on"]);
    });
    assert_snapshot!(range(&repository, "main", "feature", "main"), @r#"Modified "lib" (Submodule to Submodule)"#);
}

#[test]
fn unrelated_histories() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository.git_ok(&["checkout", "-q", "--orphan", "other"]);
    repository.write("other", "1");
    repository.commit_all("other");
    let error = try_range(&repository, "main", "other").unwrap_err();
    assert_snapshot!(explain(&error), @"
    there is no merge base of `main` and `other`
    the histories are unrelated: name a base that `other` started from
    ");
}

#[test]
fn revisions_that_are_none() {
    let repository = TestRepository::new();
    repository.write("file", "1");
    repository.commit_all("first");
    repository.git_ok(&["tag", "-a", "-m", "x", "v1"]);
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"]).success();
    for unknown in [
        "gone",
        "",
        "-x",
        "--all",
        "^main",
        "main..main",
        "main:file",
        "file",
        "main\nmain",
        tree.stdout.trim(),
    ] {
        let error = try_range(&repository, "main", unknown).unwrap_err();
        assert!(
            matches!(&error, RepositoryError::UnknownRevision(named) if named == unknown),
            "{unknown:?}: {error}"
        );
        let at = Revision::Named(unknown.to_owned());
        for adapter in both(&repository, repository.top(), &[]) {
            adapter.read(&RepoPath::from("file"), &at).unwrap_err();
        }
    }
    assert!(try_range(&repository, "v1", "@{0}").unwrap().is_empty());
    let error = try_range(&repository, "main", "gone").unwrap_err();
    assert_snapshot!(explain(&error), @"
    git knows no revision `gone`
    `git fetch origin gone` if it is only on the remote
    in GitHub Actions, check out with `fetch-depth: 0`
    ");
}

/// An error with what to do about it.
pub(crate) fn explain(error: &RepositoryError) -> String {
    let mut lines = vec![error.to_string()];
    lines.extend(error.hints());
    lines.join("\n")
}
