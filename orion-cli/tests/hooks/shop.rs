//! A repository with four workstreams and Orion's hooks, in which `user` is at work.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use orion_testutils::{Outcome, TestRepository};

use crate::world::ORION;

const POLICY: &str = r#"schema = 1

[project]
name = "shop"

[identity]
branch = "{workstream}/*"

[workstreams.user]
owns = ["user/"]

[workstreams.auth]
owns = ["auth/"]

[workstreams.contracts]
owns = [{ path = "contracts/", access = "exclusive" }]

[workstreams.devops]
owns = ["workstreams.toml", ".gitmodules", "vendor/"]
"#;

/// A file that is not `user`'s.
pub(crate) const FOREIGN: &str = "contracts/user.txt";

/// A file that is.
pub(crate) const OWN: &str = "user/profile.txt";

/// Forty lines, so that changes far apart merge by themselves.
pub(crate) fn lines(changed: &[(usize, &str)]) -> String {
    let mut lines: Vec<String> = (1..=40).map(|line| format!("line {line}")).collect();
    for (line, text) in changed {
        (*text).clone_into(&mut lines[*line - 1]);
    }
    lines.join("\n") + "\n"
}

pub(crate) struct Shop {
    pub(crate) repository: TestRepository,
}

impl Shop {
    /// On branch `user/work`, one commit after nothing, with all of Orion's hooks.
    pub(crate) fn new() -> Self {
        Self::with_hooks(&["hook", "install"])
    }

    /// With what this call of `orion` installs.
    pub(crate) fn with_hooks(install: &[&str]) -> Self {
        let shop = Self {
            repository: TestRepository::new(),
        };
        shop.write("workstreams.toml", POLICY);
        for path in [FOREIGN, OWN, "auth/login.txt"] {
            shop.write(path, &lines(&[]));
        }
        shop.repository.commit_all("first");
        shop.git(&["switch", "--quiet", "--create", "user/work"])
            .success();
        if !install.is_empty() {
            shop.orion(install).success();
        }
        shop
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.repository.write(path, text);
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.repository.top().join(path)).unwrap()
    }

    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.repository.command(program);
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn git<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        self.repository.run(self.command("git").args(arguments))
    }

    pub(crate) fn git_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Outcome {
        self.repository.run(
            self.command("git")
                .envs(variables.iter().copied())
                .args(arguments),
        )
    }

    /// Past every hook.
    pub(crate) fn git_unseen(&self, arguments: &[&str]) {
        let mut all = vec!["-c", "core.hooksPath=/dev/null"];
        all.extend(arguments);
        self.git(&all).success();
    }

    pub(crate) fn orion(&self, arguments: &[&str]) -> Outcome {
        self.repository.run(self.command(ORION).args(arguments))
    }

    /// The one line that git answers with.
    pub(crate) fn line(&self, arguments: &[&str]) -> String {
        self.git(arguments).success().stdout.trim_end().to_owned()
    }

    pub(crate) fn head(&self) -> String {
        self.line(&["rev-parse", "HEAD"])
    }

    /// The whole message of HEAD.
    pub(crate) fn message(&self) -> String {
        self.git(&["log", "-1", "--format=%B"]).success().stdout
    }

    pub(crate) fn stage(&self, path: &str, text: &str) {
        self.write(path, text);
        self.git(&["add", path]).success();
    }

    /// A commit on another branch that changes one file, made where no hook sees it.
    pub(crate) fn commit_on(&self, branch: &str, path: &str, text: &str) {
        let here = self.line(&["symbolic-ref", "--short", "HEAD"]);
        self.git(&["switch", "--quiet", branch]).success_or(|| {
            self.git(&["switch", "--quiet", "--create", branch])
                .success()
        });
        self.stage(path, text);
        self.git_unseen(&["commit", "--quiet", "--message", "elsewhere"]);
        self.git(&["switch", "--quiet", &here]).success();
    }

    /// What the branch changes against main, as CI judges it.
    pub(crate) fn ci(&self) -> Outcome {
        self.orion(&["check", "--range", "main..user/work"])
    }

    /// Every file of the work tree and what it says.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut left = vec![self.repository.top().to_owned()];
        while let Some(directory) = left.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.ends_with(".git") {
                    continue;
                }
                if path.is_dir() && !path.is_symlink() {
                    left.push(path);
                } else {
                    let content = fs::read(&path).unwrap_or_default();
                    found.insert(path, content);
                }
            }
        }
        found
    }

    /// What is staged, entry by entry.
    pub(crate) fn index(&self) -> String {
        self.git(&["ls-files", "--stage"]).success().stdout
    }

    /// Asserts that a commit of this kind is refused, that it says what to do next, and that HEAD, index and work
    /// tree are as they were.
    #[track_caller]
    pub(crate) fn refuses(&self, commit: impl FnOnce(&Self) -> Outcome) -> Outcome {
        let before = (
            self.line(&["rev-parse", "--verify", "--quiet", "HEAD"]),
            self.index(),
            self.files(),
        );
        let outcome = commit(self);
        assert_ne!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stderr.contains("error[OWN"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("= next: "), "{}", outcome.stderr);
        assert_eq!(outcome.stdout, "");
        let after = (
            self.line(&["rev-parse", "--verify", "--quiet", "HEAD"]),
            self.index(),
            self.files(),
        );
        assert!(before == after, "something was lost");
        outcome
    }
}

/// A second try when the first one failed.
pub(crate) trait OrElse {
    fn success_or(self, otherwise: impl FnOnce() -> Self) -> Self;
}

impl OrElse for Outcome {
    fn success_or(self, otherwise: impl FnOnce() -> Self) -> Self {
        if self.code == 0 { self } else { otherwise() }
    }
}
