//! A repository with two workstreams at work, a GitHub and a Slack, and one clock for all of them.

use std::process::Command;

use orion_testutils::{GhSim, Outcome, TestRepository};
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
    pub(crate) simulator: GhSim,
    pub(crate) repository: TestRepository,
}

impl World {
    /// A clone of `acme/shop`, which has these issues, at nine o'clock on a Monday; none where there is no simulator.
    #[track_caller]
    pub(crate) fn new(issues: &Value) -> Option<Self> {
        let simulator = GhSim::start()?;
        let user = |login: &str| json!({"login": login, "scopes": ["repo"]});
        simulator.post(
            "/_sim/seed",
            &json!({
                "tokens": {"uma-token": user("uma"), "grace-token": user("grace")},
                "repos": [{
                    "full_name": "acme/shop",
                    "private": true,
                    "collaborators": {"uma": "write", "grace": "write"},
                    "labels": [{"name": "blocker"}, {"name": "user"}],
                    "issues": issues,
                }],
            }),
        );
        simulator.post("/_sim/clock", &json!({"freeze": NOW}));
        let repository = TestRepository::new();
        repository.write("workstreams.toml", POLICY);
        repository.write("contracts/auth-api.json", "{}\n");
        repository.commit_all("first");
        let origin = "https://github.com/acme/shop.git";
        repository.git_ok(&["remote", "add", "origin", origin]);
        Some(Self {
            simulator,
            repository,
        })
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
        let mut command = self.repository.command(ORION);
        let url = self.simulator.url();
        command
            .args(arguments)
            .env("GH_TOKEN", format!("{login}-token"))
            .env("GITHUB_API_URL", &url)
            .env("GITHUB_GRAPHQL_API_URL", format!("{url}/graphql"))
            .env(
                "ORION_SLACK_WEBHOOK",
                format!("{url}/services/T000/B000/XXXX"),
            )
            .env("ORION_NOW", NOW);
        command
    }

    pub(crate) fn orion(&self, login: &str, arguments: &[&str]) -> Outcome {
        self.repository.run(&mut self.command(login, arguments))
    }
}
