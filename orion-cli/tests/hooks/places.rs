//! Where git looks for hooks: `core.hooksPath`, linked work trees, submodules.

use std::fs;

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::world::{ORION, git, orion, script, snapshot, told};

#[test]
fn an_absolute_path_of_this_repository() {
    let repository = TestRepository::new();
    let hooks = repository.beside("my hooks");
    repository
        .git(&["config", "core.hooksPath", hooks.to_str().unwrap()])
        .success();
    orion(&repository, "hook install").success();
    assert_eq!(snapshot(&hooks).len(), 7);
    assert!(!repository.top().join(".git/hooks/pre-commit").exists());
    orion(&repository, "hook uninstall").success();
    assert_eq!(snapshot(&hooks).len(), 0);
}

#[test]
fn the_hooks_of_every_repository_are_not_touched() {
    let repository = TestRepository::new();
    let hooks = repository.beside("home/hooks");
    git(&repository, "config --global core.hooksPath ~/hooks").success();
    script(hooks.join("pre-commit"), "#!/bin/sh\n");
    let before = snapshot(&hooks);
    let refused = orion(&repository, "hook install --only pre-commit");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @"
    hooks in $BESIDE/home/hooks
      pre-commit         not installed: the hooks there are those of every repository of yours
        next: give this repository hooks of its own, `git config core.hooksPath $BESIDE/repo/.git/hooks`, then `orion hook install`; those of `$BESIDE/home/hooks` no longer run here then
    ");
    assert_eq!(snapshot(&hooks), before);
}

#[test]
fn the_hooks_of_the_project_are_not_touched() {
    let repository = TestRepository::new();
    git(&repository, "config core.hooksPath .githooks").success();
    script(
        repository.top().join(".githooks/pre-commit"),
        "#!/bin/sh\nmake lint\n",
    );
    let refused = orion(&repository, "hook install --only pre-commit,pre-push");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @r#"
    hooks in $BESIDE/repo/.githooks
      pre-commit         not installed: the hooks are part of the project
        next: add the line `orion hook run pre-commit "$@" || exit` to `$BESIDE/repo/.githooks/pre-commit`
      pre-push           not installed: the hooks are part of the project
        next: make `$BESIDE/repo/.githooks/pre-push`, executable, of the lines `#!/bin/sh` and `orion hook run pre-push "$@"`
    "#);
    // Done as told, all is well.
    script(
        repository.top().join(".githooks/pre-commit"),
        "#!/bin/sh\nmake lint || exit\norion hook run pre-commit \"$@\" || exit\n",
    );
    script(
        repository.top().join(".githooks/pre-push"),
        "#!/bin/sh\norion hook run pre-push \"$@\"\n",
    );
    let fine = orion(&repository, "hook install --only pre-commit,pre-push").success();
    assert_snapshot!(told(&repository, &fine.stdout), @r"
    hooks in $BESIDE/repo/.githooks
      pre-commit         runs Orion already
      pre-push           runs Orion already
    ");
}

#[test]
fn the_hooks_of_husky_are_written_one_directory_up() {
    let repository = TestRepository::new();
    git(&repository, "config core.hooksPath .husky/_").success();
    script(
        repository.top().join(".husky/_/pre-commit"),
        "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n",
    );
    let refused = orion(&repository, "hook install --only pre-commit");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @r#"
    hooks in $BESIDE/repo/.husky/_
      pre-commit         not installed ($BESIDE/repo/.husky/pre-commit): the hooks are husky's
        next: make `$BESIDE/repo/.husky/pre-commit`, executable, of the lines `#!/bin/sh` and `orion hook run pre-commit "$@"`
    "#);
    repository.write(".husky/pre-commit", "orion hook run pre-commit \"$@\"\n");
    orion(&repository, "hook install --only pre-commit").success();
}

#[test]
fn hooks_that_are_switched_off() {
    let repository = TestRepository::new();
    git(&repository, "config core.hooksPath /dev/null").success();
    let refused = orion(&repository, "hook install --only pre-commit");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @"
    hooks in /dev/null
      pre-commit         not installed: `core.hooksPath` switches hooks off: `/dev/null` is no directory
        next: `git config core.hooksPath $BESIDE/repo/.git/hooks`, then `orion hook install`
    ");
}

#[test]
fn a_linked_work_tree_shares_the_hooks() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    git(&repository, "worktree add --quiet ../linked").success();
    let linked = repository.beside("linked");
    let installed = repository
        .run(
            repository
                .command(ORION)
                .current_dir(&linked)
                .args(["hook", "install"]),
        )
        .success();
    assert_eq!(installed.stderr, "");
    assert!(
        !installed.stdout.contains("warning"),
        "{}",
        installed.stdout
    );
    assert!(repository.top().join(".git/hooks/pre-commit").exists());
}

#[test]
fn a_relative_path_is_off_in_linked_work_trees() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    git(&repository, "config core.hooksPath .git/own").success();
    git(&repository, "worktree add --quiet ../linked").success();
    let warned = orion(&repository, "hook install --only pre-commit").success();
    assert_snapshot!(told(&repository, &warned.stdout), @"
    hooks in $BESIDE/repo/.git/own
      pre-commit         installed
    warning: in the work tree `$BESIDE/linked` git looks for hooks in `$BESIDE/linked/.git/own`, and finds none of Orion's
        next: `core.hooksPath = .git/own` is relative; make it absolute: `git config core.hooksPath $BESIDE/repo/.git/own`
    ");
    let linked = repository.beside("linked");
    let inside = repository.run(repository.command(ORION).current_dir(&linked).args([
        "hook",
        "install",
        "--only",
        "pre-commit",
    ]));
    assert_eq!(inside.code, 1);
    assert_snapshot!(told(&repository, &inside.stdout), @"
    hooks in $BESIDE/linked/.git/own
      pre-commit         not installed: `core.hooksPath` switches hooks off: `$BESIDE/linked/.git` is no directory
        next: `git config core.hooksPath $BESIDE/repo/.git/hooks`, then `orion hook install`
    ");
}

#[test]
fn a_submodule_has_hooks_of_its_own() {
    let repository = TestRepository::new();
    let library = repository.beside("library");
    let library = library.to_str().unwrap();
    repository.git(&["init", "--quiet", library]).success();
    repository
        .git(&[
            "-C",
            library,
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            "first",
        ])
        .success();
    repository
        .git(&[
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "--quiet",
            "add",
            library,
            "lib",
        ])
        .success();
    let installed = repository.run(
        repository
            .command(ORION)
            .current_dir(repository.top().join("lib"))
            .args(["hook", "install", "--only", "pre-commit"]),
    );
    let installed = installed.success();
    assert_snapshot!(told(&repository, &installed.stdout), @r"
    hooks in $BESIDE/repo/.git/modules/lib/hooks
      pre-commit         installed
    ");
    assert!(
        repository
            .top()
            .join(".git/modules/lib/hooks/pre-commit")
            .exists()
    );
    assert!(!repository.top().join(".git/hooks/pre-commit").exists());
}

#[test]
fn hooks_from_before_the_setting_are_taken_away_too() {
    let repository = TestRepository::new();
    orion(&repository, "hook install").success();
    let before = fs::read(repository.top().join(".git/hooks/pre-commit"));
    assert!(before.is_ok());
    git(&repository, "config core.hooksPath .githooks").success();
    let removed = orion(&repository, "hook uninstall --only pre-commit").success();
    assert_snapshot!(told(&repository, &removed.stdout), @r"
    hooks in $BESIDE/repo/.githooks
      pre-commit         removed ($BESIDE/repo/.git/hooks/pre-commit)
    ");
    assert!(!repository.top().join(".git/hooks/pre-commit").exists());
}
