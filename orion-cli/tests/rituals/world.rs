//! A repository with two workstreams at work, a GitHub and a Slack, and one clock for all of them.

use std::ops::Deref;
use std::process::Command;

use orion_testutils::{OnGitHub, Outcome};
use serde_json::{Value, json};

const ORION: &str = env!("CARGO_BIN_EXE_orion");
const NOW: &str = "2026-11-02T09:00:00Z";

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[identity]
branch = "{workstream}/*"
[workstreams.contracts]
lead = "@grace"
owns = [{ path = "contracts/", access = "exclusive" }]
[workstreams.auth]
owns = ["auth/", "workstreams.toml"]
[workstreams.user]
lead = "@uma"
owns = ["user/"]
[contracts]
documents = "contracts/{name}.json"
[services.auth]
workstream = "auth"
provides = ["auth-api", "token-api"]
[services.user]
workstream = "user"
consumes = ["auth-api", "token-api"]
"#;

/// All of it.
pub(crate) struct World {
    there: OnGitHub,
}

impl World {
    /// A clone of `acme/shop`, which has these issues, at nine o'clock on a Monday; none where there is no simulator.
    #[track_caller]
    pub(crate) fn new(issues: &Value) -> Option<Self> {
        let there = OnGitHub::new(POLICY, &["uma", "grace"], &["blocker", "user"], issues)?;
        there.simulator.post("/_sim/clock", &json!({"freeze": NOW}));
        Some(Self { there })
    }

    /// Commits what is there an hour ago.
    #[track_caller]
    pub(crate) fn commit(&self, path: &str, subject: &str) {
        self.repository.write(path, subject);
        self.repository.git_ok(&["add", "--all"]);
        let mut commit = self.repository.command("git");
        commit
            .args(["commit", "--quiet", "-m", subject])
            .env("GIT_COMMITTER_DATE", "2026-11-02T08:00:00Z");
        self.repository.run(&mut commit).success();
    }

    /// `orion`, as somebody who is logged in.
    pub(crate) fn command(&self, login: &str, arguments: &[&str]) -> Command {
        let mut command = self.there.command(ORION, login, arguments);
        command.env("ORION_NOW", NOW);
        command
    }

    pub(crate) fn orion(&self, login: &str, arguments: &[&str]) -> Outcome {
        self.repository.run(&mut self.command(login, arguments))
    }
}

impl Deref for World {
    type Target = OnGitHub;

    fn deref(&self) -> &OnGitHub {
        &self.there
    }
}
