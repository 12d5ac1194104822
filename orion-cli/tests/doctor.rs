//! `orion doctor` in repositories that are well, that are not, and that are hardly there.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;
use orion_testutils::{Outcome, TestRepository};

const ORION: &str = env!("CARGO_BIN_EXE_orion");

const POLICY: &str = r#"schema = 1

[project]
name = "shop"
repository = "acme/shop"

[identity]
branch = "{workstream}/*"

[workstreams.user]
members = ["ada@example.com", "@ada"]
owns = ["user/"]

[workstreams.devops]
members = ["@grace"]
owns = ["workstreams.toml", ".github/"]
"#;

const WORKFLOW: &str = "steps:\n- run: orion check --range origin/main..HEAD\n";

/// A repository in which all is well.
fn healthy() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write("user/profile.rs", "");
    repository.write(".github/workflows/ci.yml", WORKFLOW);
    repository.commit_all("first");
    git(
        &repository,
        "remote add origin https://github.com/acme/shop.git",
    );
    git(&repository, "switch --quiet --create user/profile");
    orion(&repository, "hook install").success();
    orion(&repository, "codeowners").success();
    repository.commit_all("codeowners");
    repository
}

fn orion(repository: &TestRepository, line: &str) -> Outcome {
    let mut command = repository.command(ORION);
    command.args(line.split_whitespace());
    if line.starts_with("doctor") {
        // What there is of tokens is another test's.
        command.arg("--offline");
    }
    repository.run(&mut command)
}

fn git(repository: &TestRepository, line: &str) -> Outcome {
    let arguments: Vec<_> = line.split_whitespace().collect();
    repository.git(&arguments).success()
}

/// What the doctor says, with git's version and the throw-away directory taken out.
fn shown(repository: &TestRepository, outcome: &Outcome) -> String {
    assert_eq!(outcome.stderr, "");
    let version = git(repository, "version").stdout;
    let version = version.trim().trim_start_matches("git version ");
    outcome
        .stdout
        .replace(ORION, "$ORION")
        .replace(repository.beside("").to_str().unwrap(), "$BESIDE/")
        .replace(version, "$VERSION")
}

/// Only what is not well.
fn ailments(repository: &TestRepository) -> String {
    let outcome = orion(repository, "doctor");
    let mut shown = shown(repository, &outcome);
    let mut kept = String::new();
    shown.push('\n');
    for block in shown.split_inclusive('\n') {
        if !block.starts_with("ok ") {
            kept.push_str(block);
        }
    }
    format!(
        "{}exit code {}",
        kept.trim_end_matches('\n').to_owned() + "\n",
        outcome.code
    )
}

#[test]
fn all_is_well() {
    let repository = healthy();
    let outcome = orion(&repository, "doctor").success();
    assert_snapshot!(shown(&repository, &outcome), @r"
    ok       DOC001  git $VERSION
    ok       DOC002  repository `$BESIDE/repo`
    ok       DOC003  `workstreams.toml` is there
    ok       DOC004  `workstreams.toml` has no errors
    ok       DOC005  git tracks `workstreams.toml`
    ok       DOC010  7 hooks in `$BESIDE/repo/.git/hooks` run Orion
    ok       DOC020  acting for `user`: branch `user/profile` matches `{workstream}/*`
    ok       DOC021  everybody who commits here is in a workstream
    ok       DOC030  `.github/CODEOWNERS` is up to date
    ok       DOC031  each of 4 tracked files has an owner
    ok       DOC040  no two paths differ only by case
    ok       DOC041  no two paths differ only by Unicode form
    ok       DOC050  the clone has all its history
    ok       DOC051  `origin` is `acme/shop`
    ok       DOC052  `.github/workflows/ci.yml` runs `orion check --range`
    all is well
    ");
}

#[test]
fn a_fresh_repository() {
    let repository = TestRepository::new();
    assert_snapshot!(ailments(&repository), @r#"
    error    DOC003  there is no `workstreams.toml`
                     next: orion init
    error    DOC010  in `$BESIDE/repo/.git/hooks` there is no `pre-commit`, `prepare-commit-msg`, `commit-msg`, `pre-merge-commit`, `applypatch-msg`, `pre-applypatch`, `pre-push`
                     next: orion hook install
    note     DOC051  no repository on GitHub is known
    warning  DOC052  there is no CI that could judge
                     next: let CI run `orion check --range "origin/$GITHUB_BASE_REF..HEAD" --format github`
    2 errors, 1 warning
    exit code 1
    "#);
}

#[test]
fn mended_on_the_spot() {
    let repository = healthy();
    orion(&repository, "hook uninstall").success();
    repository.write(
        ".github/CODEOWNERS",
        &(fs::read_to_string(repository.top().join(".github/CODEOWNERS")).unwrap() + "# more\n"),
    );
    assert_eq!(orion(&repository, "doctor").code, 1);
    let fixed = orion(&repository, "doctor --fix");
    assert_snapshot!(shown(&repository, &fixed), @r"
    mended: wrote the hook `$BESIDE/repo/.git/hooks/pre-commit`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/prepare-commit-msg`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/commit-msg`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/pre-merge-commit`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/applypatch-msg`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/pre-applypatch`
    mended: wrote the hook `$BESIDE/repo/.git/hooks/pre-push`
    mended: wrote `.github/CODEOWNERS`
    ok       DOC001  git $VERSION
    ok       DOC002  repository `$BESIDE/repo`
    ok       DOC003  `workstreams.toml` is there
    ok       DOC004  `workstreams.toml` has no errors
    ok       DOC005  git tracks `workstreams.toml`
    ok       DOC010  7 hooks in `$BESIDE/repo/.git/hooks` run Orion
    ok       DOC020  acting for `user`: branch `user/profile` matches `{workstream}/*`
    ok       DOC021  everybody who commits here is in a workstream
    ok       DOC030  `.github/CODEOWNERS` is up to date
    ok       DOC031  each of 4 tracked files has an owner
    ok       DOC040  no two paths differ only by case
    ok       DOC041  no two paths differ only by Unicode form
    ok       DOC050  the clone has all its history
    ok       DOC051  `origin` is `acme/shop`
    ok       DOC052  `.github/workflows/ci.yml` runs `orion check --range`
    all is well
    ");
    assert_eq!(fixed.code, 0);
    let again = orion(&repository, "doctor --fix --json").success();
    assert!(again.stdout.contains("\"mended\":[]"), "{}", again.stdout);
}

#[test]
fn outside_a_repository() {
    let repository = TestRepository::new();
    let outcome = repository.run(
        repository
            .command(ORION)
            .current_dir(repository.beside("home"))
            .arg("doctor"),
    );
    assert_eq!(outcome.code, 1);
    assert_snapshot!(shown(&repository, &outcome), @r"
    error    DOC002  `$BESIDE/home` is not inside a git repository
                     next: run it inside a repository, or `git init` one
    1 error
    ");
}

#[test]
fn a_repository_of_somebody_else() {
    let repository = healthy();
    let outcome = repository.run(
        repository
            .command(ORION)
            .env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
            .arg("doctor"),
    );
    assert_eq!(outcome.code, 1);
    assert_snapshot!(shown(&repository, &outcome), @r"
    ok       DOC001  git $VERSION
    error    DOC002  git does not trust the repository `$BESIDE/repo`: somebody else owns it
                     next: if you trust it: `git config --global --add safe.directory $BESIDE/repo`
    1 error
    ");
}

#[test]
fn without_git() {
    let repository = healthy();
    let outcome = repository.run(
        repository
            .command(ORION)
            .env("PATH", "/nowhere")
            .arg("doctor"),
    );
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stdout.contains("error    DOC001"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn rules_with_errors() {
    let repository = healthy();
    repository.write(
        "workstreams.toml",
        POLICY.replace("owns = [\"user/\"]", "owns = [\"user/\", \".github/\"]"),
    );
    assert_snapshot!(ailments(&repository), @r"
    error    DOC004  `workstreams.toml` has 1 error; line 16: `user` and `devops` both own `.github`
                     next: orion check --all
    1 error
    exit code 1
    ");
    repository.write("workstreams.toml", b"name = \"\xff\"");
    assert_snapshot!(ailments(&repository), @r"
    error    DOC004  `workstreams.toml` is not UTF-8 (byte 8)
                     next: save it as UTF-8
    1 error
    exit code 1
    ");
}

#[test]
fn rules_that_nobody_else_has() {
    let repository = healthy();
    git(&repository, "rm --quiet --cached workstreams.toml");
    assert_snapshot!(ailments(&repository), @r"
    error    DOC005  git does not track `workstreams.toml`, so nobody else has it
                     next: git add workstreams.toml
    1 error
    exit code 1
    ");
}

#[test]
fn hooks_that_do_not_work() {
    let repository = healthy();
    let hooks = repository.top().join(".git/hooks");
    let hook = |name: &str| hooks.join(name);
    // Missing, without permission, for a program that is gone, for another one, and somebody else's.
    fs::remove_file(hook("pre-push")).unwrap();
    fs::set_permissions(hook("commit-msg"), fs::Permissions::from_mode(0o644)).unwrap();
    let text = fs::read_to_string(hook("pre-commit")).unwrap();
    fs::write(hook("pre-commit"), text.replace(ORION, "/gone/orion")).unwrap();
    fs::write(hook("pre-applypatch"), text.replace(ORION, "/bin/sh")).unwrap();
    fs::write(hook("pre-merge-commit"), "#!/bin/sh\nmake lint\n").unwrap();
    fs::write(
        hook("applypatch-msg"),
        "#!/bin/sh\norion hook run applypatch-msg \"$@\"\n",
    )
    .unwrap();
    assert_snapshot!(ailments(&repository), @r"
    warning  DOC010  in `$BESIDE/repo/.git/hooks` there is no `commit-msg`, `pre-push`
                     next: orion hook install
    warning  DOC011  hooks in `$BESIDE/repo/.git/hooks` of another version, or for another `orion`: `pre-applypatch`
                     next: orion hook install
    error    DOC012  `/gone/orion` is gone, and hooks in `$BESIDE/repo/.git/hooks` should run it: `pre-commit`
                     next: orion hook install
    error    DOC013  hooks in `$BESIDE/repo/.git/hooks` that do not run Orion: `pre-merge-commit`
                     next: orion hook install
    2 errors, 2 warnings
    exit code 1
    ");
}

#[test]
fn hooks_of_each_work_tree() {
    let repository = healthy();
    git(&repository, "worktree add --quiet --detach ../shares");
    git(&repository, "worktree add --quiet --detach ../gone");
    fs::remove_dir_all(repository.beside("gone")).unwrap();
    assert_snapshot!(ailments(&repository), @r"
    all is well
    exit code 0
    ");
    // One that has hooks of its own.
    git(&repository, "config extensions.worktreeConfig true");
    git(&repository, "worktree add --quiet --detach ../own");
    let own = repository.beside("own");
    let hooks = repository.beside("hooks");
    repository
        .git(&[
            "-C",
            own.to_str().unwrap(),
            "config",
            "--worktree",
            "core.hooksPath",
            hooks.to_str().unwrap(),
        ])
        .success();
    assert_snapshot!(ailments(&repository), @r"
    error    DOC010  in `$BESIDE/hooks` there is no `pre-commit`, `prepare-commit-msg`, `commit-msg`, `pre-merge-commit`, `applypatch-msg`, `pre-applypatch`, `pre-push`
                     next: orion -C $BESIDE/own hook install
    1 error
    exit code 1
    ");
}

#[test]
fn hooks_that_are_off_in_a_work_tree() {
    let repository = healthy();
    git(&repository, "config core.hooksPath .git/hooks");
    assert_snapshot!(ailments(&repository), @r"
    all is well
    exit code 0
    ");
    git(&repository, "worktree add --quiet --detach ../linked");
    assert_snapshot!(ailments(&repository), @r"
    error    DOC014  `core.hooksPath = .git/hooks` is relative, and leads nowhere in `$BESIDE/linked`
                     next: git config core.hooksPath $BESIDE/repo/.git/hooks
    1 error
    exit code 1
    ");
}

#[test]
fn nobody_known_and_somebody_unknown() {
    let repository = healthy();
    git(&repository, "switch --quiet --create some-branch");
    let nobody = repository.run(
        repository
            .command(ORION)
            .env("GIT_AUTHOR_EMAIL", "eve@example.com")
            .arg("doctor"),
    );
    let nobody = shown(&repository, &nobody);
    assert_snapshot!(nobody.lines().find(|line| line.contains("DOC020")).unwrap(), @"warning  DOC020  nobody is known to be acting here: branch `some-branch` names no workstream by `{workstream}/*`, `eve@example.com` is in no `members`");
    git(&repository, "config orion.workstream usr");
    assert_snapshot!(ailments(&repository), @r"
    error    DOC020  git config `orion.workstream` names `usr` (did you mean `user`?), which is no workstream
                     next: git config orion.workstream WORKSTREAM
    1 error
    exit code 1
    ");
}

#[test]
fn members_with_a_slip() {
    let repository = healthy();
    repository.write(
        "workstreams.toml",
        POLICY.replace("ada@example.com", "ada@exmaple.com"),
    );
    repository.commit_all("slip");
    let line = |text: &str| {
        text.lines()
            .filter(|line| line.contains("DOC021"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(line(&ailments(&repository)), @"warning  DOC021  `ada@exmaple.com` in `members` has not committed here, `ada@example.com` has: one of them may be a slip");
    repository.write(
        "workstreams.toml",
        POLICY.replace("ada@example.com", "grace@example.org"),
    );
    repository.commit_all("stranger");
    assert_snapshot!(line(&ailments(&repository)), @"note     DOC021  commits here by people in no `members`: `ada@example.com`");
}

#[test]
fn names_that_are_one_elsewhere() {
    let repository = healthy();
    for name in [
        "user/Profile.rs",
        "user/e\u{301}.md",
        "user/\u{e9}.md",
        "User/\u{1b}[2J.rs",
        "README.md",
    ] {
        repository.write(name, name);
    }
    repository.commit_all("names");
    assert_snapshot!(ailments(&repository), @r"
    warning  DOC031  2 of 9 tracked files have no owner
                     next: orion check --all
    warning  DOC040  `User` and `user` differ only by case, and so does one more pair
                     next: git mv user …
    warning  DOC041  `user/e\u{301}.md` and `user/\u{e9}.md` differ only by Unicode form
                     next: git mv user/é.md …
    3 warnings
    exit code 0
    ");
}

#[test]
fn a_shallow_clone_of_a_fork() {
    let repository = healthy();
    repository.commit_all("one more");
    let clone = repository.beside("clone");
    let from = format!("file://{}", repository.top().display());
    repository
        .git(&[
            "clone",
            "--quiet",
            "--depth",
            "1",
            &from,
            clone.to_str().unwrap(),
        ])
        .success();
    let clone = clone.to_str().unwrap();
    repository
        .git(&[
            "-C",
            clone,
            "remote",
            "set-url",
            "origin",
            "git@github.com:ada/shop.git",
        ])
        .success();
    let outcome =
        repository.run(
            repository
                .command(ORION)
                .args(["-C", clone, "doctor", "--offline"]),
        );
    let shown = shown(&repository, &outcome);
    let of_interest = |line: &&str| line.contains("DOC05") || line.contains("next: git");
    assert_snapshot!(shown.lines().filter(of_interest).collect::<Vec<_>>().join("\n"), @r"
    warning  DOC050  this clone is shallow: a range may have no merge base in it
                     next: git fetch --unshallow
    warning  DOC051  `origin` is `ada/shop`, and `workstreams.toml` names `acme/shop`
                     next: git remote set-url origin git@github.com:acme/shop.git
    ok       DOC052  `.github/workflows/ci.yml` runs `orion check --range`
    ");
}

#[test]
fn ci_that_does_not_judge() {
    let repository = healthy();
    repository.write(".github/workflows/ci.yml", "steps:\n- run: make\n");
    repository.commit_all("no check");
    assert_snapshot!(ailments(&repository), @r#"
    warning  DOC052  CI does not run `orion check --range`
                     next: let CI run `orion check --range "origin/$GITHUB_BASE_REF..HEAD" --format github`
    1 warning
    exit code 0
    "#);
    git(&repository, "rm --quiet .github/workflows/ci.yml");
    assert_snapshot!(ailments(&repository), @r#"
    warning  DOC052  there is no CI that could judge
                     next: let CI run `orion check --range "origin/$GITHUB_BASE_REF..HEAD" --format github`
    1 warning
    exit code 0
    "#);
}

#[test]
fn before_the_first_commit() {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    assert_snapshot!(ailments(&repository), @r#"
    error    DOC005  git does not track `workstreams.toml`, so nobody else has it
                     next: git add workstreams.toml
    error    DOC010  in `$BESIDE/repo/.git/hooks` there is no `pre-commit`, `prepare-commit-msg`, `commit-msg`, `pre-merge-commit`, `applypatch-msg`, `pre-applypatch`, `pre-push`
                     next: orion hook install
    note     DOC030  there is no `.github/CODEOWNERS`, so GitHub asks nobody by itself
                     next: orion codeowners
    note     DOC051  no remote `origin` leads to `acme/shop`, which `workstreams.toml` names
    warning  DOC052  there is no CI that could judge
                     next: let CI run `orion check --range "origin/$GITHUB_BASE_REF..HEAD" --format github`
    2 errors, 1 warning
    exit code 1
    "#);
}

#[test]
fn json_holds_every_finding() {
    let repository = healthy();
    let report = orion(&repository, "doctor --json").success().stdout;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["schema"], 1);
    assert_eq!(report["healthy"], true);
    let codes: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    assert!(codes.is_sorted(), "{codes:?}");
    for code in codes {
        assert_eq!(
            orion(&repository, &format!("explain {code}")).code,
            0,
            "{code}"
        );
    }
}
