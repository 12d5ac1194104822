//! A repository, a GitHub and a Slack, and one clock for all of them.

use std::cell::RefCell;
use std::ops::Deref;
use std::process::Command;

use orion_testutils::{OnGitHub, Outcome};
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
    there: OnGitHub,
    now: RefCell<String>,
}

impl World {
    /// A clone of `acme/shop`, which has these issues, at nine o'clock on a Monday; none where there is no simulator.
    #[track_caller]
    pub(crate) fn new(issues: &Value) -> Option<Self> {
        let labels = ["blocker", "critical", "contracts"];
        let world = Self {
            there: OnGitHub::new(POLICY, &["uma", "grace", "pat"], &labels, issues)?,
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
        let mut command = self.there.command(ORION, login, arguments);
        command.env("ORION_NOW", self.now.borrow().as_str());
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
        let mut issues = self.issues().into_iter();
        let found = issues.find(|issue| issue["number"] == number);
        found.unwrap_or_else(|| panic!("there is no issue {number}"))
    }
}

impl Deref for World {
    type Target = OnGitHub;

    fn deref(&self) -> &OnGitHub {
        &self.there
    }
}
