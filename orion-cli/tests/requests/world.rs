//! A repository, and a GitHub that it is on.

use std::process::Command;

use orion_testutils::{GhSim, Outcome, TestRepository};
use serde_json::{Value, json};

const ORION: &str = env!("CARGO_BIN_EXE_orion");

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[workstreams.contracts]
lead = "@grace"
owns = [{ path = "contracts/", access = "exclusive" }]
[workstreams.database]
lead = "@dan"
owns = ["workstreams.toml"]
[workstreams.auth]
members = ["@uma"]
owns = ["auth/", { path = "auth/migrations/", review = ["database"] }]
[workstreams.user]
owns = ["user/"]
[contracts]
documents = "contracts/{name}.json"
[databases.auth]
migrations = "auth/migrations/"
[services.auth]
workstream = "auth"
provides = ["auth-api"]
database = "auth"
[services.user]
workstream = "user"
consumes = ["auth-api"]
"#;

/// Both.
pub(crate) struct World {
    pub(crate) simulator: GhSim,
    pub(crate) repository: TestRepository,
}

impl World {
    /// A clone of `acme/shop`, whose requests nobody has made yet; none where there is no simulator.
    #[track_caller]
    pub(crate) fn new() -> Option<Self> {
        let simulator = GhSim::start()?;
        let tokens: Vec<_> = ["uma", "grace", "dan"]
            .map(|login| {
                (
                    format!("{login}-token"),
                    json!({"login": login, "scopes": ["repo"]}),
                )
            })
            .into();
        let tokens: serde_json::Map<String, Value> = tokens.into_iter().collect();
        simulator.post(
            "/_sim/seed",
            &json!({
                "tokens": tokens,
                "repos": [{
                    "full_name": "acme/shop",
                    "private": true,
                    "collaborators": {"uma": "write", "grace": "write", "dan": "write"},
                }],
            }),
        );
        let repository = TestRepository::new();
        repository.write("workstreams.toml", POLICY);
        repository.write("contracts/auth-api.json", "{}\n");
        repository.commit_all("first");
        let origin = [
            "remote",
            "add",
            "origin",
            "https://github.com/acme/shop.git",
        ];
        repository.git_ok(&origin);
        Some(Self {
            simulator,
            repository,
        })
    }

    /// `orion`, as somebody who is logged in.
    pub(crate) fn command(&self, login: &str, arguments: &[&str]) -> Command {
        let mut command = self.repository.command(ORION);
        let url = self.simulator.url();
        command
            .args(arguments)
            .env("GH_TOKEN", format!("{login}-token"))
            .env("GITHUB_API_URL", &url)
            .env("GITHUB_GRAPHQL_API_URL", format!("{url}/graphql"));
        command
    }

    pub(crate) fn orion(&self, login: &str, arguments: &[&str]) -> Outcome {
        self.repository.run(&mut self.command(login, arguments))
    }

    /// What a command answers in JSON.
    #[track_caller]
    pub(crate) fn json(&self, login: &str, arguments: &[&str]) -> Value {
        let outcome = self.orion(login, arguments);
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{outcome:?}"))
    }

    /// The issues as the simulator has them.
    pub(crate) fn issues(&self) -> Vec<Value> {
        let state = self.simulator.get("/_sim/state");
        let issues = state["repos"]["acme/shop"]["issues"].clone();
        match issues {
            Value::Array(issues) => issues,
            Value::Object(issues) => issues.into_iter().map(|(_, issue)| issue).collect(),
            other => panic!("{other}"),
        }
    }
}
