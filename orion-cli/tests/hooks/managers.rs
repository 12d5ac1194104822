//! Orion run by other hook managers, from the files in `templates/hooks/`, each by the manager itself.
//!
//! husky comes from npm alone. What it does to a repository is small, and is done here by hand: `core.hooksPath`
//! leads to `.husky/_`, where a script for each hook runs `.husky/<hook>` with `sh -e`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use orion_testutils::{Outcome, skip};

use crate::shop::{FOREIGN, OWN, Shop, lines};
use crate::world::{ORION, script};

const HUSKY: &str = r#"#!/usr/bin/env sh
n=$(basename "$0")
s=$(dirname "$(dirname "$0")")/$n
[ ! -f "$s" ] && exit 0
[ "${HUSKY-}" = "0" ] && exit 0
export PATH="node_modules/.bin:$PATH"
sh -e "$s" "$@"
c=$?
[ $c != 0 ] && echo "husky - $n script failed (code $c)"
exit $c
"#;

fn template(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../templates/hooks")
        .join(name)
}

/// Whether this machine has the program.
fn has(program: &str) -> bool {
    Command::new(program).arg("--help").output().is_ok()
}

/// A shop whose hooks belong to somebody else, and where `orion` is on PATH.
struct Managed {
    shop: Shop,
    path: String,
}

impl Managed {
    fn new() -> Self {
        let orion = Path::new(ORION).parent().unwrap();
        Self {
            shop: Shop::with_hooks(&[]),
            path: format!("{}:{}", orion.display(), env::var("PATH").unwrap()),
        }
    }

    fn run(&self, variables: &[(&str, &str)], program: &str, arguments: &[&str]) -> Outcome {
        self.shop.repository.run(
            self.shop
                .command(program)
                .env("PATH", &self.path)
                .envs(variables.iter().copied())
                .args(arguments),
        )
    }

    fn git(&self, arguments: &[&str]) -> Outcome {
        self.run(&[], "git", arguments)
    }

    fn commit_unseen(&self, message: &str) {
        self.shop.git_unseen(&["add", "--all"]);
        self.shop
            .git_unseen(&["commit", "--quiet", "--message", message]);
    }

    fn with_pre_commit() -> Self {
        let managed = Self::new();
        fs::copy(
            template("pre-commit-config.yaml"),
            managed
                .shop
                .repository
                .top()
                .join(".pre-commit-config.yaml"),
        )
        .unwrap();
        managed.commit_unseen("hooks");
        managed.run(&[], "pre-commit", &["install"]).success();
        managed
    }

    fn with_lefthook() -> Self {
        let managed = Self::new();
        fs::copy(
            template("lefthook.yml"),
            managed.shop.repository.top().join("lefthook.yml"),
        )
        .unwrap();
        managed.commit_unseen("hooks");
        managed.run(&[], "lefthook", &["install"]).success();
        managed
    }

    fn with_husky() -> Self {
        let managed = Self::new();
        let husky = managed.shop.repository.top().join(".husky");
        for file in fs::read_dir(template("husky")).unwrap() {
            let file = file.unwrap();
            script(
                husky.join(file.file_name()),
                &fs::read_to_string(file.path()).unwrap(),
            );
            script(
                husky.join("_").join(file.file_name()),
                "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n",
            );
        }
        fs::write(husky.join("_/h"), HUSKY).unwrap();
        fs::write(husky.join("_/.gitignore"), "*").unwrap();
        managed.commit_unseen("hooks");
        managed
            .git(&["config", "core.hooksPath", ".husky/_"])
            .success();
        managed
    }

    #[track_caller]
    fn stops(outcome: &Outcome) {
        let said = format!("{}{}", outcome.stdout, outcome.stderr);
        assert_ne!(outcome.code, 0, "{said}");
        assert!(said.contains("error[OWN002]"), "{said}");
        assert!(said.contains("next: "), "{said}");
    }

    /// What every manager must let Orion do.
    fn holds_the_boundaries(&self) {
        let shop = &self.shop;
        let commit = ["commit", "--quiet", "-m", "x"];
        // One's own passes, whatever lies about unstaged.
        shop.stage(OWN, &lines(&[(1, "own")]));
        shop.write(FOREIGN, "unstaged\n");
        self.git(&commit).success();
        assert_eq!(shop.read(FOREIGN), "unstaged\n");
        // Somebody else's does not, and neither does a deletion, which managers do not pass on.
        shop.git(&["add", FOREIGN]).success();
        Self::stops(&self.git(&commit));
        assert_eq!(shop.read(FOREIGN), "unstaged\n");
        shop.git(&["rm", "--quiet", "--force", FOREIGN]).success();
        Self::stops(&self.git(&commit));
        Self::stops(&self.git(&["commit", "--quiet", "--no-verify", "-m", "x"]));
        // The way through leaves its trace.
        self.run(&[("ORION_OVERRIDE", "it is gone")], "git", &commit)
            .success();
        assert!(
            shop.message().contains("Orion-Override: it is gone"),
            "{}",
            shop.message()
        );
        shop.git_unseen(&["reset", "--quiet", "--hard", "HEAD~1"]);
        // A merge answers for itself alone.
        shop.commit_on("main", FOREIGN, &lines(&[(3, "there")]));
        self.git(&["merge", "--quiet", "--no-edit", "main"])
            .success();
        // And the push sees what no hook has seen.
        let remote = shop.repository.beside("remote.git");
        shop.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()])
            .success();
        shop.git(&["remote", "add", "origin", remote.to_str().unwrap()])
            .success();
        shop.git_unseen(&["push", "--quiet", "origin", "main"]);
        self.git(&["push", "--quiet", "origin", "user/work"])
            .success();
        shop.stage(FOREIGN, "changed\n");
        shop.git_unseen(&["commit", "--quiet", "--message", "unseen"]);
        Self::stops(&self.git(&["push", "--quiet", "origin", "user/work"]));
        assert_eq!(
            shop.line(&["rev-parse", "origin/user/work"]),
            shop.line(&["rev-parse", "HEAD~1"])
        );
    }

    /// The doctor sees that the manager runs Orion; nothing about hooks is in error.
    #[track_caller]
    fn satisfies_the_doctor(&self) {
        let report = self.run(&[], ORION, &["doctor", "--json"]).stdout;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        for finding in report["findings"].as_array().unwrap() {
            if finding["code"].as_str().unwrap().starts_with("DOC01") {
                assert_ne!(finding["health"], "error", "{finding}");
            }
        }
    }
}

#[test]
fn the_pre_commit_framework() {
    if !has("pre-commit") {
        skip!("`pre-commit` is not installed: pip install pre-commit");
    }
    let managed = Managed::with_pre_commit();
    managed.satisfies_the_doctor();
    managed.holds_the_boundaries();
}

/// What the framework reads from a repository that offers hooks.
#[test]
fn the_pre_commit_framework_from_this_repository() {
    if !has("pre-commit") {
        skip!("`pre-commit` is not installed: pip install pre-commit");
    }
    let managed = Managed::new();
    let offers = managed.shop.repository.beside("orion");
    let offers = offers.to_str().unwrap();
    managed.git(&["init", "--quiet", offers]).success();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../.pre-commit-hooks.yaml"),
        format!("{offers}/.pre-commit-hooks.yaml"),
    )
    .unwrap();
    managed.git(&["-C", offers, "add", "--all"]).success();
    managed
        .git(&["-C", offers, "commit", "--quiet", "-m", "x"])
        .success();
    managed.git(&["-C", offers, "tag", "v1"]).success();
    managed.shop.write(
        ".pre-commit-config.yaml",
        &format!(
            "default_install_hook_types: [pre-commit, pre-merge-commit, prepare-commit-msg, commit-msg, pre-push]\n\
             repos:\n- repo: {offers}\n  rev: v1\n  hooks:\n  - id: orion-pre-commit\n  \
             - id: orion-prepare-commit-msg\n  - id: orion-commit-msg\n  - id: orion-pre-push\n"
        ),
    );
    managed.commit_unseen("hooks");
    managed.run(&[], "pre-commit", &["install"]).success();
    managed.holds_the_boundaries();
}

#[test]
fn lefthook() {
    if !has("lefthook") {
        skip!("`lefthook` is not installed: pip install lefthook");
    }
    let managed = Managed::with_lefthook();
    managed.satisfies_the_doctor();
    managed.holds_the_boundaries();
}

#[test]
fn husky() {
    let managed = Managed::with_husky();
    managed.satisfies_the_doctor();
    managed.holds_the_boundaries();
}

/// Installed over a manager's hooks, Orion's call them; the manager's own configuration knows nothing of it.
#[test]
fn orion_keeps_and_calls_the_hooks_of_a_manager() {
    for (program, file, configuration) in [
        (
            "pre-commit",
            ".pre-commit-config.yaml",
            "repos:\n- repo: local\n  hooks:\n  - id: x\n    name: x\n    entry: touch ran\n    language: system\n    \
             always_run: true\n    pass_filenames: false\n",
        ),
        (
            "lefthook",
            "lefthook.yml",
            "pre-commit:\n  jobs:\n    - run: touch ran\n",
        ),
    ] {
        if !has(program) {
            skip!("`{program}` is not installed: pip install {program}");
        }
        let managed = Managed::new();
        managed.shop.write(file, configuration);
        managed.commit_unseen("hooks");
        managed.run(&[], program, &["install"]).success();
        let ran = managed.shop.repository.top().join("ran");
        let doctor = managed.run(&[], ORION, &["doctor"]).stdout;
        assert!(doctor.contains("DOC013"), "{doctor}");
        let installed = managed.run(&[], ORION, &["hook", "install"]).success();
        assert!(
            installed
                .stdout
                .contains("warning: `pre-commit` is written by"),
            "{}",
            installed.stdout
        );
        managed.shop.stage(FOREIGN, "changed\n");
        Managed::stops(&managed.git(&["commit", "--quiet", "-m", "x"]));
        assert!(!ran.exists(), "{program}");
        managed
            .git(&["restore", "--staged", "--worktree", FOREIGN])
            .success();
        managed.shop.stage(OWN, "own\n");
        managed.git(&["commit", "--quiet", "-m", "x"]).success();
        assert!(ran.exists(), "{program}");
    }
}
