//! What each commit of a range says and touches.

use std::fmt::Write;

use insta::assert_snapshot;
use orion_app::ports::{Repository, RepositoryError};
use orion_testutils::TestRepository;

use crate::ask::both;

/// One commit a line: reason, address, paths.
#[track_caller]
fn commits(repository: &TestRepository, base: &str, head: &str) -> String {
    let [with_library, without] =
        both(repository, repository.top(), &[]).map(|adapter| adapter.commits(base, head).unwrap());
    assert_eq!(with_library, without);
    let mut text = String::new();
    for commit in &with_library {
        assert_eq!(commit.id.len(), 40);
        let reason = commit.override_reason.as_deref();
        let address = &commit.author_email;
        writeln!(text, "{reason:?} by {address}: {:?}", commit.paths).unwrap();
    }
    text
}

fn commit(repository: &TestRepository, message: &str) {
    repository.git_ok(&["add", "."]);
    let arguments = ["commit", "-q", "--allow-empty", "-m", message];
    repository.git_ok(&arguments);
}

#[test]
fn reasons_and_paths_oldest_first() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository.write("one", "1");
    repository.write("new\nline", "1");
    commit(&repository, "plain");
    repository.write("one", "2");
    commit(
        &repository,
        "reason\n\nOrion-Override: the build is red\n  and Grace is away\n",
    );
    commit(
        &repository,
        "nothing touched\n\norion-override: lower case\nOrion-Override: twice",
    );
    commit(
        &repository,
        "no trailer\n\nOrion-Override: in the middle\n\nof the text",
    );
    repository.git_ok(&["mv", "one", "two"]);
    commit(
        &repository,
        "moved\n\nOrion-Override:\nSigned-off-by: Ada <ada@example.com>",
    );
    repository.git_ok(&["config", "trailer.separators", "#"]);
    repository.git_ok(&["config", "log.showSignature", "true"]);
    repository.git_ok(&["config", "log.mailmap", "true"]);
    repository.git_ok(&["config", "diff.renames", "copies"]);
    repository.write(".mailmap", "<other@example.com> <ada@example.com>\n");
    commit(&repository, "mailmap");
    assert_snapshot!(commits(&repository, "HEAD~6", "HEAD"), @r#"
    None by ada@example.com: ["new\nline", "one"]
    Some("the build is red and Grace is away") by ada@example.com: ["one"]
    Some("lower case\ntwice") by ada@example.com: []
    None by ada@example.com: []
    None by ada@example.com: ["one", "two"]
    None by ada@example.com: [".mailmap"]
    "#);
    assert_snapshot!(commits(&repository, "HEAD", "HEAD"), @"");
}

#[test]
fn a_merge_names_what_differs_from_all_its_parents() {
    let repository = TestRepository::new();
    repository.write("shared", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    repository.commit_all("first");
    repository.branch("side", || {
        repository.write("side", "1");
        repository.write("shared", "0\n2\n3\n4\n5\n6\n7\n8\n9\n");
    });
    repository.write("main", "1");
    repository.write("shared", "1\n2\n3\n4\n5\n6\n7\n8\n0\n");
    repository.commit_all("second");
    repository.branch("other", || repository.write("other", "1"));
    repository.git_ok(&["merge", "-q", "--no-commit", "side"]);
    repository.write("\nslipped in", "1");
    repository.write("second", "1");
    commit(&repository, "merge\n\nOrion-Override: because");
    // One that changes nothing itself, and an ordinary commit after it.
    repository.git_ok(&["merge", "-q", "--no-edit", "other"]);
    repository.write("\nlast", "1");
    commit(&repository, "last");
    assert_snapshot!(commits(&repository, "HEAD~3", "HEAD"), @r#"
    None by ada@example.com: ["shared", "side"]
    Some("because") by ada@example.com: ["\nslipped in", "second", "shared"]
    None by ada@example.com: ["other"]
    None by ada@example.com: []
    None by ada@example.com: ["\nlast"]
    "#);
}

#[test]
fn the_first_commit_names_everything() {
    let repository = TestRepository::new();
    repository.git_ok(&["checkout", "-q", "--orphan", "other"]);
    repository.commit_all("unrelated");
    repository.git_ok(&["checkout", "-q", "--orphan", "main"]);
    repository.write("one", "1");
    repository.commit_all("first");
    assert_snapshot!(commits(&repository, "other", "main"), @r#"None by ada@example.com: ["one"]"#);
}

#[test]
fn unknown_revisions() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    for adapter in both(&repository, repository.top(), &[]) {
        for (base, head) in [
            ("HEAD", "gone"),
            ("gone", "HEAD"),
            ("--all", "HEAD"),
            ("", "HEAD"),
        ] {
            let error = adapter.commits(base, head).unwrap_err();
            assert!(
                matches!(error, RepositoryError::UnknownRevision(_)),
                "{error}"
            );
        }
    }
}
