//! A repository, a GitHub and a Slack, and one clock for all of them.

use std::cell::RefCell;
use std::process::Command;

use orion_testutils::{GhSim, Outcome, TestRepository};
use serde_json::{Value, json};

const ORION: &str = env!("CARGO_BIN_EXE_orion");

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
lead = "@pat"
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
provides = ["auth-api"]
[services.user]
workstream = "user"
consumes = ["auth-api"]
[notices.slack]
users = { "@grace" = "UGRACE" }
"#;

/// All of it.
pub(crate) struct World {
    pub(crate) simulator: GhSim,
    pub(crate) repository: TestRepository,
    now: RefCell<String>,
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
                    "collaborators": {"uma": "write", "grace": "write", "pat": "write"},
                    "labels": [{"name": "blocker"}, {"name": "critical"}, {"name": "contracts"}],
                    "issues": issues,
                }],
            }),
        );
        let repository = TestRepository::new();
        repository.write("workstreams.toml", POLICY);
        repository.write("contracts/auth-api.json", "{}\n");
        repository.commit_all("first");
        let origin = "https://github.com/acme/shop.git";
        repository.git_ok(&["remote", "add", "origin", origin]);
        let world = Self {
            simulator,
            repository,
            now: RefCell::default(),
        };
        world.at("2026-11-02T09:00:00Z");
        Some(world)
    }

    /// What time it is from now on.
    pub(crate) fn at(&self, now: &str) {
        self.simulator.post("/_sim/clock", &json!({"freeze": now}));
        now.clone_into(&mut self.now.borrow_mut());
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
            .env("ORION_NOW", self.now.borrow().as_str());
        command
    }

    pub(crate) fn orion(&self, login: &str, arguments: &[&str]) -> Outcome {
        self.repository.run(&mut self.command(login, arguments))
    }

    /// What a command answers in JSON.
    #[track_caller]
    pub(crate) fn json(&self, login: &str, arguments: &[&str]) -> Value {
        let outcome = self.orion(login, arguments).success();
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{outcome:?}"))
    }

    /// Says what is due, and gives what standard output tells.
    #[track_caller]
    pub(crate) fn auto(&self) -> String {
        self.orion("uma", &["escalate", "--auto"]).success().stdout
    }

    /// The texts that Slack took.
    pub(crate) fn slack(&self) -> Vec<String> {
        let messages = self.simulator.get("/_sim/slack");
        let messages = messages.as_array().unwrap().iter();
        let taken = messages.filter(|message| message["status"] == 200);
        taken
            .map(|message| {
                assert_eq!(message["warnings"], json!([]));
                message["payload"]["text"].as_str().unwrap().to_owned()
            })
            .collect()
    }

    /// The comments on an issue, as texts.
    pub(crate) fn comments(&self, number: u64) -> Vec<String> {
        let issue = self.issue(number);
        let comments = issue["comments"].as_array().unwrap().iter();
        comments
            .map(|comment| comment["body"].as_str().unwrap().to_owned())
            .collect()
    }

    /// An issue as the simulator has it.
    pub(crate) fn issue(&self, number: u64) -> Value {
        let state = self.simulator.get("/_sim/state");
        let issues = &state["repos"]["acme/shop"]["issues"];
        let all: Vec<&Value> = match issues {
            Value::Array(issues) => issues.iter().collect(),
            Value::Object(issues) => issues.values().collect(),
            other => panic!("{other}"),
        };
        let found = all.into_iter().find(|issue| issue["number"] == number);
        found.unwrap_or_else(|| panic!("{issues}")).clone()
    }
}
