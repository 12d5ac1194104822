//! Which repository is found, from where.

use std::path::Path;

use insta::assert_snapshot;
use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_app::ports::{ChangeScope, Repository, RepositoryError, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{both, environment};
use crate::range::explain;
use crate::staged::with_files;

/// Asserts that both ways find the same as `git rev-parse`; gives the top and the git directory.
#[track_caller]
fn found(repository: &TestRepository, directory: &Path, more: &[(&str, &str)]) -> (String, String) {
    let ask = |question: &str| {
        let mut command = repository.command("git");
        command.current_dir(directory).envs(more.iter().copied());
        let answer = repository.run(command.args(["rev-parse", question]));
        let path = directory.join(answer.success().stdout.trim_end_matches('\n'));
        path.canonicalize().unwrap()
    };
    let (top, git, common) = (
        ask("--show-toplevel"),
        ask("--absolute-git-dir"),
        ask("--git-common-dir"),
    );
    for adapter in both(repository, directory, more) {
        assert_eq!(adapter.top(), top);
        assert_eq!(adapter.git_directories(), (git.as_path(), common.as_path()));
        // Whatever was said relative to that directory still holds for the children.
        let mut paths = 0;
        adapter.tracked_paths(&mut |_| paths += 1).unwrap();
        assert!(paths > 0);
        let path = RepoPath::from("a/one");
        assert!(adapter.read(&path, &Revision::WorkTree).unwrap().is_some());
        adapter.changes(&ChangeScope::Staged).unwrap();
    }
    let root = repository.beside("").display().to_string();
    let short = |path: &Path| path.display().to_string().replace(&root, "");
    (short(&top), short(&git))
}

fn pair(top: &str, git: &str) -> (String, String) {
    (top.to_owned(), git.to_owned())
}

#[test]
fn from_the_top_and_from_below() {
    let repository = with_files();
    let usual = pair("repo", "repo/.git");
    assert_eq!(found(&repository, repository.top(), &[]), usual);
    assert_eq!(found(&repository, &repository.top().join("a"), &[]), usual);
    let link = repository.beside("link");
    std::os::unix::fs::symlink(repository.top(), &link).unwrap();
    assert_eq!(found(&repository, &link.join("b"), &[]), usual);
}

#[test]
fn with_git_dir() {
    let repository = with_files();
    let usual = pair("repo", "repo/.git");
    assert_eq!(
        found(&repository, repository.top(), &[("GIT_DIR", ".git")]),
        usual
    );
    let git = repository.top().join(".git");
    let git = git.to_str().unwrap();
    assert_eq!(
        found(&repository, repository.top(), &[("GIT_DIR", git)]),
        usual
    );
    // With the directory alone, the work tree begins where git is started.
    let copy = repository.beside("copy");
    std::fs::create_dir_all(copy.join("a")).unwrap();
    std::fs::write(copy.join("a/one"), "1").unwrap();
    assert_eq!(
        found(&repository, &copy, &[("GIT_DIR", git)]),
        pair("copy", "repo/.git")
    );
}

#[test]
fn with_git_work_tree() {
    let repository = with_files();
    let usual = pair("repo", "repo/.git");
    let below = repository.top().join("a");
    let more = [("GIT_DIR", "../.git"), ("GIT_WORK_TREE", "..")];
    assert_eq!(found(&repository, &below, &more), usual);
    let index = [("GIT_INDEX_FILE", ".git/index")];
    assert_eq!(found(&repository, repository.top(), &index), usual);
    assert_eq!(found(&repository, &below, &index), usual);
}

#[test]
fn with_a_configured_work_tree() {
    let repository = with_files();
    let moved = repository.beside("git-directory");
    std::fs::rename(repository.top().join(".git"), &moved).unwrap();
    repository.write(".git", format!("gitdir: {}\n", moved.display()));
    assert_eq!(
        found(&repository, repository.top(), &[]),
        pair("repo", "git-directory")
    );
    let top = repository.top().to_str().unwrap();
    repository.git_ok(&["config", "core.worktree", top]);
    assert_eq!(
        found(&repository, &moved, &[("GIT_DIR", ".")]),
        pair("repo", "git-directory")
    );
}

#[test]
fn in_linked_work_trees() {
    let repository = with_files();
    let other = repository.beside("with\nnewline");
    repository.git_ok(&["worktree", "add", "-q", "-b", "x", other.to_str().unwrap()]);
    let (top, git) = found(&repository, &other.join("a"), &[]);
    assert_eq!(top, "with\nnewline");
    assert!(git.starts_with("repo/.git/worktrees/"), "{git}");
}

#[test]
fn in_submodules() {
    let repository = with_files();
    repository.add_submodule("vendor/lib");
    let inside = repository.top().join("vendor/lib");
    for adapter in both(&repository, &inside, &[]) {
        assert_eq!(adapter.top(), inside);
        let (git, common) = adapter.git_directories();
        assert_eq!(git, repository.top().join(".git/modules/vendor/lib"));
        assert_eq!(git, common);
    }
}

#[test]
fn a_bare_repository_has_ranges_but_no_index() {
    let repository = with_files();
    let bare = repository.beside("bare");
    let bare_text = bare.to_str().unwrap();
    repository.git_ok(&[
        "clone",
        "-q",
        "--bare",
        repository.top().to_str().unwrap(),
        bare_text,
    ]);
    for (directory, more) in [(&bare, &[][..]), (&bare, &[("GIT_DIR", ".")][..])] {
        for adapter in both(&repository, directory, more) {
            let error = adapter.changes(&ChangeScope::Staged).unwrap_err();
            assert!(matches!(&error, RepositoryError::Bare(path) if *path == bare));
            assert!(adapter.begin_staged().is_err());
            let path = RepoPath::from("a/one");
            let content = adapter.read(&path, &Revision::Head).unwrap();
            assert_eq!(content.as_deref(), Some(&b"1\n"[..]));
            assert_eq!(adapter.read(&path, &Revision::WorkTree).unwrap(), None);
            let mut paths = 0;
            adapter.tracked_at("HEAD", &mut |_| paths += 1).unwrap();
            assert_eq!(paths, 3);
            assert!(adapter.commits("main", "main").unwrap().is_empty());
        }
    }
}

#[test]
fn a_work_tree_of_a_bare_repository_is_none() {
    let repository = with_files();
    let bare = repository.beside("bare");
    repository.git_ok(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    let tree = repository.beside("tree");
    let arguments = ["--git-dir", bare.to_str().unwrap()];
    let add = ["worktree", "add", "-q", "-b", "x", tree.to_str().unwrap()];
    repository.git_ok(&[&arguments[..], &add[..]].concat());
    let (top, git) = found(&repository, &tree, &[]);
    assert_eq!(
        (top.as_str(), git.as_str()),
        ("tree", "bare/worktrees/tree")
    );
}

fn refused(directory: &Path, variables: Vec<(std::ffi::OsString, std::ffi::OsString)>) -> String {
    let environment = GitEnvironment::new(variables);
    let error = GitRepository::discover_staged(directory, environment)
        .and_then(|repository| repository.changes(&ChangeScope::Staged).map(drop))
        .unwrap_err();
    explain(&error)
}

#[test]
fn where_there_is_no_repository() {
    let repository = TestRepository::new();
    let elsewhere = repository.beside("home");
    let root = repository.beside("").display().to_string();
    let refusal = refused(&elsewhere, environment(&repository, &[]));
    assert_snapshot!(refusal.replace(&root, ""), @"
    `home` is not inside a git repository
    run it inside a repository, or `git init` one
    ");
    let missing = repository.beside("missing");
    let refusal = refused(&missing, environment(&repository, &[]));
    assert_snapshot!(refusal.replace(&root, ""), @"
    `missing` is not inside a git repository
    run it inside a repository, or `git init` one
    ");
    let ceiling = [(
        "GIT_CEILING_DIRECTORIES",
        repository.top().to_str().unwrap(),
    )];
    std::fs::create_dir(repository.top().join("below")).unwrap();
    let refusal = refused(
        &repository.top().join("below"),
        environment(&repository, &ceiling),
    );
    assert_snapshot!(refusal.replace(&root, ""), @"
    `repo/below` is not inside a git repository
    run it inside a repository, or `git init` one
    ");
}

#[test]
fn a_repository_of_somebody_else() {
    let repository = with_files();
    let root = repository.beside("").display().to_string();
    let different = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
    let refusal = refused(repository.top(), environment(&repository, &different));
    assert_snapshot!(refusal.replace(&root, "/"), @"
    git does not trust the repository `/repo`: somebody else owns it
    if you trust it: `git config --global --add safe.directory /repo`
    ");
    let top = repository.top().to_str().unwrap();
    repository.git_ok(&["config", "--global", "--add", "safe.directory", top]);
    for adapter in both(&repository, repository.top(), &different) {
        adapter.changes(&ChangeScope::Staged).unwrap();
    }
}

#[test]
fn without_git() {
    let repository = with_files();
    let without = environment(&repository, &[("PATH", "/nowhere")]);
    assert_snapshot!(refused(repository.top(), without), @"
    git could not be started: No such file or directory (os error 2)
    install git, or put it on PATH
    ");
}

#[test]
fn a_failing_git_says_why() {
    let repository = with_files();
    let tree = repository
        .git(&["rev-parse", "HEAD^{tree}"])
        .success()
        .stdout;
    let (first, rest) = tree.trim().split_at(2);
    std::fs::remove_file(
        repository
            .top()
            .join(format!(".git/objects/{first}/{rest}")),
    )
    .unwrap();
    let refusal = refused(repository.top(), environment(&repository, &[]));
    assert_snapshot!(refusal.replace(tree.trim(), "TREE"), @"`git diff-index --cached --raw -z --no-renames --no-abbrev --no-relative --ignore-submodules=none --ita-invisible-in-index HEAD --` failed: error: bad tree object HEAD");
}
