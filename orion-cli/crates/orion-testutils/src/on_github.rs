//! A repository that is on GitHub, for tests of whole commands.

use std::ffi::OsStr;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::{GhSim, TestRepository};

/// What the repository is called on GitHub.
const NAME: &str = "acme/shop";

/// A clone of `acme/shop`, and the GitHub and the Slack that it is on.
#[derive(Debug)]
pub struct OnGitHub {
    /// GitHub and Slack.
    pub simulator: GhSim,
    /// The clone.
    pub repository: TestRepository,
}

impl OnGitHub {
    /// A clone with that `workstreams.toml` and a contract, of a repository that has these labels and issues; whoever
    /// has one of the logins may write to it, with the token `LOGIN-token`. `None` where there is no simulator.
    ///
    /// # Panics
    /// When the simulator or git does not do its part.
    #[must_use]
    #[track_caller]
    pub fn new(policy: &str, logins: &[&str], labels: &[&str], issues: &Value) -> Option<Self> {
        let simulator = GhSim::start()?;
        let token = |login: &&str| {
            let of = json!({"login": login, "scopes": ["repo"]});
            (format!("{login}-token"), of)
        };
        let tokens: Map<String, Value> = logins.iter().map(token).collect();
        let may_write = |login: &&str| ((*login).to_owned(), json!("write"));
        let collaborators: Map<String, Value> = logins.iter().map(may_write).collect();
        let labels: Vec<_> = labels.iter().map(|name| json!({"name": name})).collect();
        simulator.post(
            "/_sim/seed",
            &json!({
                "tokens": tokens,
                "repos": [{
                    "full_name": NAME,
                    "private": true,
                    "collaborators": collaborators,
                    "labels": labels,
                    "issues": issues,
                }],
            }),
        );
        let repository = TestRepository::new();
        repository.write("workstreams.toml", policy);
        repository.write("contracts/auth-api.json", "{}\n");
        repository.commit_all("first");
        let origin = format!("https://github.com/{NAME}.git");
        repository.git_ok(&["remote", "add", "origin", &origin]);
        Some(Self {
            simulator,
            repository,
        })
    }

    /// A program in the clone, run by somebody who is logged in.
    #[must_use]
    pub fn command(&self, program: impl AsRef<OsStr>, login: &str, arguments: &[&str]) -> Command {
        let mut command = self.repository.command(program);
        let url = self.simulator.url();
        let slack = format!("{url}/services/T000/B000/XXXX");
        command
            .args(arguments)
            .env("GH_TOKEN", format!("{login}-token"))
            .env("GITHUB_API_URL", &url)
            .env("GITHUB_GRAPHQL_API_URL", format!("{url}/graphql"))
            .env("ORION_SLACK_WEBHOOK", slack);
        command
    }

    /// The issues as the simulator has them.
    ///
    /// # Panics
    /// When it does not tell.
    #[must_use]
    #[track_caller]
    pub fn issues(&self) -> Vec<Value> {
        let state = self.simulator.get("/_sim/state");
        let issues = state["repos"][NAME]["issues"].as_array();
        issues.expect("the simulator lists issues").clone()
    }
}
