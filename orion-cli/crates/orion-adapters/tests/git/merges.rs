//! A merge answers only for what it changes itself; everything a plain commit does not is told by hooks.

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::probe::{probe, seen_by};

const HOOKS: &[&str] = &["pre-commit", "pre-merge-commit", "prepare-commit-msg"];

/// `theirs` changes a file of its own and one that `main` changes too, elsewhere in it.
fn diverged(both: (&str, &str)) -> TestRepository {
    let repository = TestRepository::new();
    repository.write("shared", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    repository.write("mine", "1\n");
    repository.write("workstreams.toml", "old\n");
    repository.commit_all("first");
    repository.branch("theirs", || {
        repository.write("theirs", "1\n");
        repository.write("shared", both.0);
        repository.write("workstreams.toml", "theirs\n");
    });
    repository.write("mine", "2\n");
    repository.write("shared", both.1);
    repository.commit_all("second");
    repository
}

/// What hooks see while git does that.
fn seen_while(repository: &TestRepository, arguments: &[&str]) -> String {
    seen_by(repository, HOOKS, || repository.git_ok(arguments))
}

#[test]
fn a_clean_merge_answers_for_what_both_sides_changed() {
    let repository = diverged(("0\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n0\n"));
    let seen = seen_while(&repository, &["merge", "-q", "--no-edit", "theirs"]);
    assert_snapshot!(seen, @r#"
    == pre-merge-commit
    nothing on main by ada@example.com
    Modified "shared"
    policy: old to theirs
    == prepare-commit-msg
    nothing on main by ada@example.com
    Modified "shared"
    policy: old to theirs
    "#);
}

#[test]
fn a_merge_without_overlap_answers_for_nothing() {
    let same = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let repository = diverged((same, same));
    let merged = seen_while(&repository, &["merge", "-q", "--no-edit", "theirs"]);
    assert_snapshot!(merged, @"
    == pre-merge-commit
    nothing on main by ada@example.com
    policy: old to theirs
    == prepare-commit-msg
    nothing on main by ada@example.com
    policy: old to theirs
    ");
    let repository = diverged((same, same));
    let pull = ["pull", "-q", "--no-rebase", "--no-edit", ".", "theirs"];
    assert_eq!(seen_while(&repository, &pull), merged);
}

#[test]
fn a_conflicted_merge_answers_for_its_resolution() {
    let repository = diverged(("theirs\n", "ours\n"));
    assert_ne!(repository.git(&["merge", "-q", "theirs"]).code, 0);
    assert_snapshot!(probe(&repository, |_| ()), @"error: 1 path is unmerged in the index");
    repository.write("shared", "resolved\n");
    repository.write("own idea", "slipped in\n");
    repository.git_ok(&["add", "."]);
    let seen = seen_while(&repository, &["commit", "-q", "--no-edit"]);
    assert_snapshot!(seen, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Added "own idea"
    Modified "shared"
    policy: old to theirs
    == prepare-commit-msg
    nothing on main by ada@example.com
    Added "own idea"
    Modified "shared"
    policy: old to theirs
    "#);
}

#[test]
fn a_resolution_that_takes_one_side_changes_nothing() {
    let repository = diverged(("theirs\n", "ours\n"));
    assert_ne!(repository.git(&["merge", "-q", "theirs"]).code, 0);
    repository.git_ok(&["checkout", "-q", "--theirs", "shared"]);
    repository.git_ok(&["add", "."]);
    assert_snapshot!(probe(&repository, |_| ()), @"
    nothing on main by ada@example.com
    policy: old to theirs
    ");
}

#[test]
fn what_equals_one_parent_is_not_the_merges_doing() {
    let same = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let repository = diverged((same, same));
    repository.git_ok(&["merge", "-q", "--no-commit", "theirs"]);
    repository.git_ok(&["checkout", "-q", "HEAD", "--", "workstreams.toml"]);
    repository.write("theirs", "neither side wrote this\n");
    repository.git_ok(&["add", "."]);
    assert_snapshot!(probe(&repository, |_| ()), @r#"
    nothing on main by ada@example.com
    Added "theirs"
    "#);
}

#[test]
fn an_octopus_has_many_parents() {
    let repository = TestRepository::new();
    repository.write("base", "1\n");
    repository.commit_all("first");
    for name in ["one", "two", "three"] {
        repository.branch(name, || repository.write(name, name));
    }
    repository.git_ok(&["merge", "-q", "--no-commit", "one", "two", "three"]);
    assert_snapshot!(probe(&repository, |_| ()), @"nothing on main by ada@example.com");
    repository.write("two", "changed in the merge");
    repository.write("base", "2\n");
    repository.git_ok(&["add", "."]);
    let seen = seen_while(&repository, &["commit", "-q", "-m", "octopus"]);
    assert_snapshot!(seen, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Modified "base"
    Added "two"
    == prepare-commit-msg
    nothing on main by ada@example.com
    Modified "base"
    Added "two"
    "#);
}

#[test]
fn a_squash_merge_is_an_ordinary_commit() {
    let same = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let repository = diverged((same, same));
    repository.git_ok(&["merge", "-q", "--squash", "theirs"]);
    let seen = seen_while(&repository, &["commit", "-q", "-m", "squashed"]);
    assert_snapshot!(seen, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Added "theirs"
    Modified "workstreams.toml"
    policy: old to theirs
    == prepare-commit-msg
    nothing on main by ada@example.com
    Added "theirs"
    Modified "workstreams.toml"
    policy: old to theirs
    "#);
}

#[test]
fn variables_left_over_from_a_merge_hide_nothing() {
    let same = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let repository = diverged((same, same));
    let head = repository.git(&["rev-parse", "theirs"]).success().stdout;
    let name = format!("GITHEAD_{}", head.trim());
    repository.git_ok(&["checkout", "-q", "theirs", "--", "theirs"]);
    let plain = probe(&repository, |command| {
        command.env(&name, "theirs");
    });
    assert_snapshot!(plain, @r#"
    nothing on main by ada@example.com
    Added "theirs"
    "#);
}
