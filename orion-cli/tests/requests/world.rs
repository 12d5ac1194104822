//! A repository, and a GitHub that it is on.

use std::ops::Deref;
use std::process::Command;

use orion_testutils::{OnGitHub, Outcome};
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
    there: OnGitHub,
}

impl World {
    /// A clone of `acme/shop`, whose requests nobody has made yet; none where there is no simulator.
    #[track_caller]
    pub(crate) fn new() -> Option<Self> {
        let there = OnGitHub::new(POLICY, &["uma", "grace", "dan"], &[], &json!([]))?;
        Some(Self { there })
    }

    /// `orion`, as somebody who is logged in.
    pub(crate) fn command(&self, login: &str, arguments: &[&str]) -> Command {
        self.there.command(ORION, login, arguments)
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
}

impl Deref for World {
    type Target = OnGitHub;

    fn deref(&self) -> &OnGitHub {
        &self.there
    }
}
