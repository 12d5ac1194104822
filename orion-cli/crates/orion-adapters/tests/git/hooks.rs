//! What a hook is handed: another index, another directory, a detached HEAD.

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::probe::{probe, seen_by};
use crate::staged::with_files;

const COMMIT: &[&str] = &["pre-commit"];

/// One file staged, another changed only on disk, and a third new and unknown to git.
fn half_staged() -> TestRepository {
    let repository = with_files();
    repository.write("a/one", "staged\n");
    repository.git_ok(&["add", "a/one"]);
    repository.write("a/two", "on disk\n");
    repository.write("c/unknown", "on disk\n");
    repository
}

/// What `pre-commit` sees when these arguments follow `git commit -q -m x`.
fn commit(repository: &TestRepository, arguments: &[&str]) -> String {
    seen_by(repository, COMMIT, || {
        repository.git_ok(&[&["commit", "-q", "-m", "x"], arguments].concat());
    })
}

#[test]
fn a_plain_commit() {
    let plain = commit(&half_staged(), &[]);
    assert_snapshot!(plain, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Modified "a/one"
    "#);
    let repository = half_staged();
    let from_below = seen_by(&repository, COMMIT, || {
        repository.git_ok(&["-C", "a", "commit", "-q", "-m", "x"]);
    });
    assert_eq!(from_below, plain);
    let repository = half_staged();
    let named = seen_by(&repository, COMMIT, || {
        let git_directory = repository.top().join(".git");
        let mut command = repository.command("git");
        command.current_dir("/").arg("--git-dir").arg(git_directory);
        command.arg("--work-tree").arg(repository.top());
        command.args(["commit", "-q", "-m", "x"]);
        let _ = repository.run(&mut command).success();
    });
    assert_eq!(named, plain);
    assert_eq!(commit(&half_staged(), &["--amend"]), plain);
}

#[test]
fn what_is_added_on_the_way() {
    let all = commit(&half_staged(), &["-a"]);
    assert_snapshot!(all, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Modified "a/one"
    Modified "a/two"
    "#);
    assert_eq!(commit(&half_staged(), &["-i", "a/two"]), all);
    let repository = half_staged();
    let hunks = seen_by(&repository, COMMIT, || {
        let script = "yes | git commit -q -p -m x >/dev/null";
        let _ = repository
            .run(repository.command("sh").args(["-c", script]))
            .success();
    });
    assert_eq!(hunks, all);
}

#[test]
fn a_path_instead_of_the_staged_ones() {
    let repository = half_staged();
    assert_snapshot!(commit(&repository, &["a/two"]), @r#"
    == pre-commit
    nothing on main by ada@example.com
    Modified "a/two"
    "#);
}

#[test]
fn the_policy_in_the_index_that_was_handed_over() {
    let repository = with_files();
    repository.write("workstreams.toml", "old\n");
    repository.commit_all("policy");
    repository.write("workstreams.toml", "new\n");
    assert_snapshot!(commit(&repository, &["-a"]), @r#"
    == pre-commit
    nothing on main by ada@example.com
    Modified "workstreams.toml"
    policy: old to new
    "#);
    repository.git_ok(&["rm", "-q", "workstreams.toml"]);
    assert_snapshot!(probe(&repository, |_| ()), @r#"
    nothing on main by ada@example.com
    Deleted "workstreams.toml"
    policy: new to nothing
    "#);
}

#[test]
fn in_a_linked_work_tree() {
    let repository = with_files();
    let other = repository.beside("other");
    let other = other.to_str().unwrap();
    repository.git_ok(&["worktree", "add", "-q", "-b", "user/x", other]);
    repository.write(
        "a/one",
        "staged in the main one, and nobody's business here",
    );
    repository.git_ok(&["add", "."]);
    let seen = seen_by(&repository, COMMIT, || {
        repository.git_ok(&["-C", other, "rm", "-q", "a/two"]);
        repository.git_ok(&["-C", other, "commit", "-q", "-m", "x"]);
        std::fs::write(format!("{other}/b/three"), "4").unwrap();
        repository.git_ok(&["-C", other, "commit", "-q", "-a", "-m", "x"]);
    });
    assert_snapshot!(seen, @r#"
    == pre-commit
    nothing on user/x by ada@example.com
    Deleted "a/two"
    == pre-commit
    nothing on user/x by ada@example.com
    Modified "b/three"
    "#);
}

#[test]
fn in_a_submodule() {
    let repository = with_files();
    repository.add_submodule("vendor/lib");
    repository.commit_all("submodule");
    let inside = repository.top().join("vendor/lib");
    std::fs::write(inside.join("file"), "1").unwrap();
    let hooks = repository.top().join(".git/hooks");
    let inside = inside.to_str().unwrap();
    repository.git_ok(&[
        "-C",
        inside,
        "config",
        "core.hooksPath",
        hooks.to_str().unwrap(),
    ]);
    let seen = seen_by(&repository, COMMIT, || {
        repository.git_ok(&["-C", inside, "add", "."]);
        repository.git_ok(&["-C", inside, "commit", "-q", "-m", "x"]);
    });
    assert_snapshot!(seen, @r#"
    == pre-commit
    nothing on main by ada@example.com
    Added "file"
    "#);
}

#[test]
fn with_a_setting_of_the_call() {
    let repository = half_staged();
    repository.git_ok(&["config", "orion.workstream", "auth"]);
    let seen = seen_by(&repository, COMMIT, || {
        repository.git_ok(&["-c", "orion.workstream=user", "commit", "-q", "-m", "x"]);
    });
    assert_snapshot!(seen, @r#"
    == pre-commit
    user on main by ada@example.com
    Modified "a/one"
    "#);
}

#[test]
fn cherry_pick_and_revert() {
    let repository = with_files();
    repository.branch("other", || repository.write("a/one", "picked\n"));
    let hooks = &["pre-commit", "prepare-commit-msg"];
    let seen = seen_by(&repository, hooks, || {
        repository.git_ok(&["cherry-pick", "other"]);
        repository.git_ok(&["revert", "--no-edit", "HEAD"]);
    });
    assert_snapshot!(seen, @r#"
    == prepare-commit-msg
    nothing on main by ada@example.com
    Modified "a/one"
    == prepare-commit-msg
    nothing on main by ada@example.com
    Modified "a/one"
    "#);
}

/// A branch of two commits that rebases onto `main` with a conflict in the second; what hooks see of it.
fn rebase(backend: &str) -> String {
    let repository = with_files();
    repository.branch("auth/x", || {
        repository.write("a/one", "mine\n");
        repository.commit_all("one");
        repository.write("a/two", "mine\n");
    });
    repository.write("b/three", "went on\n");
    repository.write("a/two", "conflict\n");
    repository.commit_all("main");
    repository.git_ok(&["checkout", "-q", "auth/x"]);
    let hooks = &["pre-commit", "prepare-commit-msg", "pre-applypatch"];
    seen_by(&repository, hooks, || {
        assert_ne!(repository.git(&["rebase", "-q", backend, "main"]).code, 0);
        repository.write("a/two", "resolved\n");
        repository.git_ok(&["add", "."]);
        assert!(probe(&repository, |_| ()).contains(" on auth/x by "));
        repository.git_ok(&["-c", "core.editor=true", "rebase", "--continue"]);
    })
}

#[test]
fn a_rebase_has_no_branch_but_remembers_it() {
    assert_snapshot!(rebase("--merge"), @r#"
    == prepare-commit-msg
    nothing on auth/x by ada@example.com
    Modified "a/one"
    == prepare-commit-msg
    nothing on auth/x by ada@example.com
    Modified "a/two"
    "#);
    assert_snapshot!(rebase("--apply"), @r#"
    == pre-applypatch
    nothing on auth/x by ada@example.com
    Modified "a/one"
    == pre-applypatch
    nothing on auth/x by ada@example.com
    Modified "a/two"
    "#);
}

#[test]
fn a_detached_head_has_no_branch() {
    let repository = with_files();
    repository.git_ok(&["checkout", "-q", "--detach"]);
    assert_snapshot!(probe(&repository, |_| ()), @"nothing on nothing by ada@example.com");
}

#[test]
fn a_patch_from_a_mail() {
    let repository = with_files();
    repository.branch("other", || repository.write("a/one", "mailed\n"));
    let mail = repository.git(&["format-patch", "--stdout", "main..other"]);
    std::fs::write(repository.beside("mail"), mail.success().stdout).unwrap();
    let mail = repository.beside("mail");
    let seen = seen_by(&repository, &["pre-applypatch"], || {
        repository.git_ok(&["am", "-q", mail.to_str().unwrap()]);
    });
    assert_snapshot!(seen, @r#"
    == pre-applypatch
    nothing on main by ada@example.com
    Modified "a/one"
    "#);
}
