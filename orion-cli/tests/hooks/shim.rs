//! The script that git calls: it finds the program, refuses without it, and calls the hook that was there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use insta::assert_snapshot;
use orion_testutils::{Outcome, TestRepository};

use crate::world::{ORION, git, script, snapshot};

/// A program in the place of `orion` that writes down how it is called, and ends as it is told.
fn stand_in(repository: &TestRepository, path: &Path, exit: u8) {
    let log = repository.beside("log");
    script(
        path,
        &format!(
            "#!/bin/sh\necho \"orion $*\" >>'{log}'\n[ \"$3\" != pre-push ] || sed 's/^/  /' >>'{log}'\nexit {exit}\n",
            log = log.display()
        ),
    );
}

fn log(repository: &TestRepository) -> String {
    fs::read_to_string(repository.beside("log")).unwrap_or_default()
}

/// Installs hooks that call the program at `program` instead of the one under test.
fn install_for(repository: &TestRepository, program: &Path) {
    repository
        .run(repository.command(ORION).args(["hook", "install"]))
        .success();
    let hooks = repository.top().join(".git/hooks");
    for name in snapshot(&hooks).keys().filter(|name| !name.contains('.')) {
        let text = fs::read_to_string(hooks.join(name)).unwrap();
        script(
            hooks.join(name),
            &text.replace(ORION, program.to_str().unwrap()),
        );
    }
}

fn stage(repository: &TestRepository) {
    repository.write("a", "one\n");
    git(repository, "add a").success();
}

fn program(repository: &TestRepository) -> PathBuf {
    repository.beside("bin/orion")
}

fn commit(repository: &TestRepository) -> Outcome {
    repository.git(&["commit", "--quiet", "-m", "first"])
}

#[test]
fn every_hook_reaches_orion_with_what_git_passes() {
    let repository = TestRepository::new();
    stand_in(&repository, &program(&repository), 0);
    install_for(&repository, &program(&repository));
    stage(&repository);
    commit(&repository).success();
    assert_snapshot!(log(&repository), @r"
    orion hook run pre-commit
    orion hook run prepare-commit-msg .git/COMMIT_EDITMSG message
    orion hook run commit-msg .git/COMMIT_EDITMSG
    ");
}

#[test]
fn a_refusal_stops_git_and_what_was_there_before_is_not_asked() {
    let repository = TestRepository::new();
    let before = repository.beside("before");
    script(
        repository.top().join(".git/hooks/pre-commit"),
        &format!("#!/bin/sh\ntouch '{}'\n", before.display()),
    );
    stand_in(&repository, &program(&repository), 1);
    install_for(&repository, &program(&repository));
    stage(&repository);
    assert_eq!(commit(&repository).code, 1);
    assert!(!before.exists());
    assert_eq!(git(&repository, "diff --cached --name-only").stdout, "a\n");
}

#[test]
fn could_not_tell_stops_git_too() {
    for exit in [2, 3, 101, 126, 127, 130] {
        let repository = TestRepository::new();
        stand_in(&repository, &program(&repository), exit);
        install_for(&repository, &program(&repository));
        stage(&repository);
        assert_eq!(commit(&repository).code, 1, "{exit}");
    }
}

#[test]
fn without_the_program_nothing_is_committed_and_the_fix_is_told() {
    let repository = TestRepository::new();
    install_for(&repository, &repository.beside("nowhere/orion"));
    stage(&repository);
    let refused = commit(&repository);
    assert_eq!(refused.code, 1);
    assert_snapshot!(refused.stderr, @r"
    error: `orion` cannot be found, so nobody can tell whether this stays inside the boundaries
    hint: install it, then run `orion hook install`
    hint: without it, for once: put `-c core.hooksPath=/dev/null` behind `git`; CI still judges
    ");
    // The way out that the message names.
    repository
        .git(&[
            "-c",
            "core.hooksPath=/dev/null",
            "commit",
            "--quiet",
            "-m",
            "first",
        ])
        .success();
}

#[test]
fn the_program_is_found_on_the_path_and_where_cargo_puts_it() {
    for place in ["somewhere/orion", "home/.cargo/bin/orion"] {
        let repository = TestRepository::new();
        install_for(&repository, &repository.beside("nowhere/orion"));
        stand_in(&repository, &repository.beside(place), 0);
        stage(&repository);
        let path = std::env::var("PATH").unwrap();
        let somewhere = repository.beside("somewhere");
        repository
            .run(
                repository
                    .command("git")
                    .env("PATH", format!("{path}:{}", somewhere.display()))
                    .args(["commit", "--quiet", "-m", "first"]),
            )
            .success();
        assert!(
            log(&repository).starts_with("orion hook run pre-commit\n"),
            "{place}"
        );
    }
}

/// A graphical client starts git without a terminal, with standard input closed, and with a PATH of its own.
#[test]
fn a_graphical_client() {
    let repository = TestRepository::new();
    let bin = repository.beside("bin with 'quotes'/orion");
    stand_in(&repository, &bin, 0);
    install_for(
        &repository,
        Path::new(&bin.to_str().unwrap().replace('\'', "'\\''")),
    );
    stage(&repository);
    let git = std::env::split_paths(&std::env::var_os("PATH").unwrap())
        .map(|directory| directory.join("git"))
        .find(|git| git.exists())
        .unwrap();
    repository
        .run(
            repository
                .command("setsid")
                .arg("--wait")
                .arg(git)
                .env("PATH", "/usr/bin:/bin")
                .env_remove("LC_ALL")
                .stdin(Stdio::null())
                .args(["commit", "--quiet", "-m", "first"]),
        )
        .success();
    assert!(
        log(&repository)
            .contains("orion hook run prepare-commit-msg .git/COMMIT_EDITMSG message\n")
    );
}

#[test]
fn the_hook_that_was_there_gets_arguments_and_input_and_decides_too() {
    let repository = TestRepository::new();
    let remote = repository.beside("remote.git");
    repository
        .git(&["init", "--quiet", "--bare", remote.to_str().unwrap()])
        .success();
    repository
        .git(&["remote", "add", "origin", remote.to_str().unwrap()])
        .success();
    let seen = repository.beside("seen");
    script(
        repository.top().join(".git/hooks/pre-push"),
        &format!(
            "#!/bin/sh\n{{ echo \"$@\"; cat; }} >'{}'\nexit 5\n",
            seen.display()
        ),
    );
    stand_in(&repository, &program(&repository), 0);
    repository.commit_all("first");
    let id = git(&repository, "rev-parse HEAD").stdout;
    install_for(&repository, &program(&repository));
    let pushed = git(&repository, "push --quiet origin main");
    assert_ne!(pushed.code, 0);
    let line = format!(
        "refs/heads/main {} refs/heads/main {}\n",
        id.trim(),
        "0".repeat(40)
    );
    let remote = remote.display();
    assert_eq!(
        fs::read_to_string(&seen).unwrap(),
        format!("origin {remote}\n{line}")
    );
    assert_eq!(
        log(&repository),
        format!("orion hook run pre-push origin {remote}\n  {line}")
    );
}

#[test]
fn a_hook_that_was_there_without_permission_to_run_stays_silent() {
    let repository = TestRepository::new();
    fs::write(
        repository.top().join(".git/hooks/pre-commit"),
        "#!/bin/sh\nexit 1\n",
    )
    .unwrap();
    stand_in(&repository, &program(&repository), 0);
    install_for(&repository, &program(&repository));
    stage(&repository);
    commit(&repository).success();
}

/// A hook manager that takes Orion's hook for one of the user's keeps it and calls it: from the very hook
/// that Orion's calls.
#[test]
fn two_that_keep_each_other_do_not_run_for_ever() {
    let repository = TestRepository::new();
    let hooks = repository.top().join(".git/hooks");
    let manager = "#!/bin/sh\nexec \"${0%/*}/pre-commit.legacy\" \"$@\"\n";
    script(hooks.join("pre-commit"), manager);
    stand_in(&repository, &program(&repository), 0);
    install_for(&repository, &program(&repository));
    fs::rename(hooks.join("pre-commit"), hooks.join("pre-commit.legacy")).unwrap();
    script(hooks.join("pre-commit"), manager);
    stage(&repository);
    commit(&repository).success();
    assert_eq!(log(&repository).matches("hook run pre-commit").count(), 2);
}
