//! A small shop of two services and a gateway, in which all fits together.

use orion_testutils::{Outcome, TestRepository};
use serde_json::Value;

const ORION: &str = env!("CARGO_BIN_EXE_orion");

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
base = "main"
[workstreams.all]
owns = ["**"]
[contracts]
documents = "contracts/{name}.json"
events = "contracts/events/{name}.json"
[databases.orders]
migrations = "orders/migrations/"
[databases.users]
migrations = "users/migrations/"
[services.users]
workstream = "all"
provides = ["users-api"]
publishes = ["user.gone"]
database = "users"
build = { package = "users" }
[services.orders]
workstream = "all"
provides = ["orders-api"]
subscribes = ["user.gone"]
database = "orders"
build = { package = "orders" }
[services.gateway]
workstream = "all"
consumes = ["users-api", "orders-api"]
ports = [80]
build = { package = "gateway" }
"#;

const MEMBER: &str =
    "version = \"0.1.0\"\n[dependencies]\nserde.workspace = true\ncontracts.workspace = true\n";
const API: &str = r#"{"openapi": "3.1.0", "paths": {"/all": {"get": {}}}}"#;

/// A work tree with the shop in it.
pub(crate) struct Shop(pub(crate) TestRepository);

impl Shop {
    pub(crate) fn new() -> Self {
        let repository = TestRepository::new();
        repository.write("workstreams.toml", POLICY);
        repository.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"users\", \"orders\", \"gateway\", \"contracts\"]\n[workspace.dependencies]\n\
             serde = \"1\"\ncontracts = { path = \"contracts\" }\n",
        );
        repository.write(
            "contracts/Cargo.toml",
            "[package]\nname = \"contracts\"\nversion = \"0.1.0\"\n",
        );
        for name in ["users", "orders", "gateway"] {
            let manifest = format!("[package]\nname = \"{name}\"\n{MEMBER}");
            repository.write(format!("{name}/Cargo.toml"), manifest);
        }
        for name in ["users", "orders"] {
            repository.write(format!("contracts/{name}-api.json"), API);
            let table = format!("CREATE TABLE {name} (id text PRIMARY KEY);\n");
            repository.write(format!("{name}/migrations/1.sql"), table);
        }
        repository.write("contracts/events/user.gone.json", "{\"type\": \"object\"}");
        repository.git_ok(&["add", "--all"]);
        Self(repository)
    }

    pub(crate) fn orion(&self, line: &str) -> Outcome {
        let mut command = self.0.command(ORION);
        command.args(line.split_whitespace());
        command.env("DOCKER_HOST", "unix:///nowhere/docker.sock");
        self.0.run(&mut command)
    }

    /// Another content of a file.
    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.0.top().join(path)).unwrap();
        assert!(text.contains(from), "{path} lacks {from}");
        self.0.write(path, text.replacen(from, to, 1));
    }
}

/// The codes of what a report found, in its order; one after the other only once.
pub(crate) fn codes(outcome: &Outcome) -> Vec<String> {
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let points = report["points"].as_array().unwrap().iter();
    let mut codes: Vec<String> = points
        .flat_map(|point| point["findings"].as_array().unwrap())
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    codes.dedup();
    codes
}
