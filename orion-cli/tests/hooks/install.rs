//! Installing and taking away again: nothing of anybody's is lost on the way.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::world::{git, orion, script, snapshot, told};

const HOOKS: &str = ".git/hooks";

#[test]
fn installs_every_hook() {
    let repository = TestRepository::new();
    let installed = orion(&repository, "hook install").success();
    assert_snapshot!(told(&repository, &installed.stdout), @r"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         installed
      prepare-commit-msg installed
      commit-msg         installed
      pre-merge-commit   installed
      applypatch-msg     installed
      pre-applypatch     installed
      pre-push           installed
    ");
    for (name, (mode, _)) in snapshot(&repository.top().join(HOOKS)) {
        if !name.ends_with(".sample") {
            assert_eq!(mode & 0o777, 0o755, "{name}");
        }
    }
}

#[test]
fn installing_again_changes_nothing() {
    let repository = TestRepository::new();
    orion(&repository, "hook install").success();
    let before = snapshot(&repository.top().join(HOOKS));
    let again = orion(&repository, "hook install").success();
    assert!(
        again.stdout.contains("pre-commit         unchanged"),
        "{}",
        again.stdout
    );
    assert_eq!(snapshot(&repository.top().join(HOOKS)), before);
}

#[test]
fn only_some_hooks() {
    let repository = TestRepository::new();
    let installed = orion(&repository, "hook install --only pre-push,pre-commit").success();
    assert_snapshot!(told(&repository, &installed.stdout), @r"
    hooks in $BESIDE/repo/.git/hooks
      pre-push           installed
      pre-commit         installed
    ");
    assert!(!repository.top().join(".git/hooks/commit-msg").exists());
    let wrong = orion(&repository, "hook install --only post-checkout");
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
}

#[test]
fn a_dry_run_writes_nothing() {
    let repository = TestRepository::new();
    script(
        repository.top().join(".git/hooks/pre-commit"),
        "#!/bin/sh\nmake lint\n",
    );
    let before = snapshot(&repository.top().join(HOOKS));
    let dry = orion(&repository, "hook install --dry-run --json").success();
    assert_eq!(snapshot(&repository.top().join(HOOKS)), before);
    let real = orion(&repository, "hook install --json").success();
    assert_eq!(
        dry.stdout.replace("\"dry_run\":true", "\"dry_run\":false"),
        real.stdout
    );
    assert_snapshot!(told(&repository, &orion(&repository, "hook uninstall --dry-run").success().stdout), @r"
    hooks in $BESIDE/repo/.git/hooks (dry run: nothing is written)
      pre-commit         restored: the hook that was there is back
      prepare-commit-msg removed
      commit-msg         removed
      pre-merge-commit   removed
      applypatch-msg     removed
      pre-applypatch     removed
      pre-push           removed
    ");
    assert_ne!(snapshot(&repository.top().join(HOOKS)), before);
}

#[test]
fn json_says_the_same() {
    let repository = TestRepository::new();
    script(repository.top().join(".git/hooks/pre-push"), "#!/bin/sh\n");
    let report = orion(
        &repository,
        "hook install --json --only pre-commit,pre-push",
    )
    .success();
    assert_snapshot!(told(&repository, &report.stdout), @r#"{"schema":1,"dry_run":false,"directory":"$BESIDE/repo/.git/hooks","hooks":[{"hook":"pre-commit","path":"$BESIDE/repo/.git/hooks/pre-commit","action":"installed","previous":null,"reason":null,"next":null},{"hook":"pre-push","path":"$BESIDE/repo/.git/hooks/pre-push","action":"installed","previous":"$BESIDE/repo/.git/hooks/pre-push.orion-previous","reason":null,"next":null}],"warnings":[]}"#);
}

#[test]
fn an_existing_hook_is_kept_and_comes_back() {
    let repository = TestRepository::new();
    let hooks = repository.top().join(HOOKS);
    script(hooks.join("pre-commit"), "#!/bin/sh\nmake lint\n");
    fs::set_permissions(hooks.join("pre-commit"), fs::Permissions::from_mode(0o750)).unwrap();
    // Inactive for git, and so for Orion: it comes back without the permission to run.
    fs::write(hooks.join("commit-msg"), "#!/bin/sh\nexit 1\n").unwrap();
    // Its target is named relative to where it lies.
    script(repository.top().join("scripts/push.sh"), "#!/bin/sh\n");
    symlink("../../scripts/push.sh", hooks.join("pre-push")).unwrap();
    symlink("nowhere", hooks.join("pre-applypatch")).unwrap();
    let before = snapshot(&hooks);

    let installed = orion(&repository, "hook install").success();
    assert_snapshot!(told(&repository, &installed.stdout), @r"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         installed, and then runs `pre-commit.orion-previous`
      prepare-commit-msg installed
      commit-msg         installed, and then runs `commit-msg.orion-previous`
      pre-merge-commit   installed
      applypatch-msg     installed
      pre-applypatch     installed, and then runs `pre-applypatch.orion-previous`
      pre-push           installed, and then runs `pre-push.orion-previous`
    ");
    let kept = snapshot(&hooks);
    for name in ["pre-commit", "commit-msg", "pre-push", "pre-applypatch"] {
        assert_eq!(
            kept[&format!("{name}.orion-previous")],
            before[name],
            "{name}"
        );
    }
    orion(&repository, "hook install").success();
    assert_eq!(snapshot(&hooks), kept);

    let removed = orion(&repository, "hook uninstall").success();
    assert_snapshot!(told(&repository, &removed.stdout), @r"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         restored: the hook that was there is back
      prepare-commit-msg removed
      commit-msg         restored: the hook that was there is back
      pre-merge-commit   removed
      applypatch-msg     removed
      pre-applypatch     restored: the hook that was there is back
      pre-push           restored: the hook that was there is back
    ");
    assert_eq!(snapshot(&hooks), before);
    let again = orion(&repository, "hook uninstall").success();
    assert!(
        again.stdout.contains("pre-commit         not there"),
        "{}",
        again.stdout
    );
    assert_eq!(snapshot(&hooks), before);
}

#[test]
fn an_older_hook_of_orions_is_brought_up_to_date() {
    let repository = TestRepository::new();
    let hook = repository.top().join(".git/hooks/pre-commit");
    script(
        &hook,
        "#!/bin/sh\n# orion-hook: pre-commit\nexec /gone/orion hook run pre-commit\n",
    );
    let updated = orion(&repository, "hook install --only pre-commit").success();
    assert!(
        updated.stdout.contains("pre-commit         updated\n"),
        "{}",
        updated.stdout
    );
    assert!(
        !repository
            .top()
            .join(".git/hooks/pre-commit.orion-previous")
            .exists()
    );
    // Without the permission to run it is no hook.
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).unwrap();
    let updated = orion(&repository, "hook install --only pre-commit").success();
    assert!(
        updated.stdout.contains("pre-commit         updated\n"),
        "{}",
        updated.stdout
    );
    assert_eq!(
        fs::metadata(&hook).unwrap().permissions().mode() & 0o111,
        0o111
    );
}

#[test]
fn broken_off_between_two_steps_it_goes_on_where_it_was() {
    let repository = TestRepository::new();
    let hooks = repository.top().join(HOOKS);
    script(hooks.join("pre-commit"), "#!/bin/sh\nmake lint\n");
    let before = snapshot(&hooks);
    fs::rename(
        hooks.join("pre-commit"),
        hooks.join("pre-commit.orion-previous"),
    )
    .unwrap();
    let installed = orion(&repository, "hook install").success();
    assert!(
        installed
            .stdout
            .contains("and then runs `pre-commit.orion-previous`"),
        "{}",
        installed.stdout
    );
    orion(&repository, "hook uninstall").success();
    assert_eq!(snapshot(&hooks), before);
}

#[test]
fn two_hooks_and_one_place() {
    let repository = TestRepository::new();
    let hooks = repository.top().join(HOOKS);
    script(hooks.join("pre-commit"), "#!/bin/sh\nmake lint\n");
    orion(&repository, "hook install").success();
    // Somebody's tool writes its own over Orion's.
    script(hooks.join("pre-commit"), "#!/bin/sh\nmake format\n");
    let before = snapshot(&hooks);
    let refused = orion(&repository, "hook install");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         not installed: there is a hook, and another one that was kept before: only one can be called
        next: remove one of `$BESIDE/repo/.git/hooks/pre-commit` and `$BESIDE/repo/.git/hooks/pre-commit.orion-previous`, then `orion hook install`
      prepare-commit-msg unchanged
      commit-msg         unchanged
      pre-merge-commit   unchanged
      applypatch-msg     unchanged
      pre-applypatch     unchanged
      pre-push           unchanged
    ");
    assert_eq!(snapshot(&hooks), before);
    let left = orion(&repository, "hook uninstall --only pre-commit").success();
    assert_snapshot!(told(&repository, &left.stdout), @"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         left: another hook took the place of Orion's, and the one that was kept cannot come back
        next: remove `$BESIDE/repo/.git/hooks/pre-commit.orion-previous`, or put it in the place of `$BESIDE/repo/.git/hooks/pre-commit`
    ");
    assert_eq!(snapshot(&hooks), before);
}

#[test]
fn a_hook_that_runs_orion_is_left_alone() {
    let repository = TestRepository::new();
    let hooks = repository.top().join(HOOKS);
    script(
        hooks.join("pre-commit"),
        "#!/bin/sh\nmake lint && orion hook run pre-commit \"$@\"\n",
    );
    let before = snapshot(&hooks);
    let installed = orion(&repository, "hook install --only pre-commit").success();
    assert_snapshot!(told(&repository, &installed.stdout), @r"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         runs Orion already
    ");
    assert_eq!(snapshot(&hooks), before);
}

#[test]
fn a_directory_that_cannot_be_written() {
    let repository = TestRepository::new();
    fs::remove_dir_all(repository.top().join(HOOKS)).unwrap();
    fs::write(repository.top().join(HOOKS), "").unwrap();
    let refused = orion(&repository, "hook install --only pre-commit");
    assert_eq!(refused.code, 1);
    assert_snapshot!(told(&repository, &refused.stdout), @"
    hooks in $BESIDE/repo/.git/hooks
      pre-commit         not installed: `$BESIDE/repo/.git/hooks` is no directory
        next: move it out of the way, then `orion hook install`
    ");
}

#[test]
fn without_a_hooks_directory_one_is_made() {
    let repository = TestRepository::init(&["init", "--quiet", "--template="]);
    assert!(!repository.top().join(HOOKS).exists());
    orion(&repository, "hook install").success();
    assert_eq!(snapshot(&repository.top().join(HOOKS)).len(), 7);
}

#[test]
fn outside_a_repository() {
    let repository = TestRepository::new();
    let outside = repository.run(
        repository
            .command(crate::world::ORION)
            .current_dir(repository.beside(""))
            .args(["hook", "install"]),
    );
    assert_eq!(outside.code, 3);
    assert!(
        outside.stderr.contains("is not inside a git repository"),
        "{}",
        outside.stderr
    );
    let _ = git(&repository, "status").success();
}
