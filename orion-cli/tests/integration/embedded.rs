//! Live, against this repository's own platform in one process.

use std::fs;
use std::path::Path;

use orion_testutils::{Outcome, TestRepository, skipped};
use serde_json::{Value, json};

const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// A work tree with this repository's policy and contracts, on a machine without an engine; its platform goes with it.
struct World(TestRepository);

impl World {
    /// None where the platform is not built: `cargo test --workspace` does, `cargo test -p orion-cli` does not.
    fn new() -> Option<Self> {
        let platform = Path::new(ORION).with_file_name("orion-platform");
        if !platform.exists() {
            skipped("`orion-platform` beside `orion`: `cargo build -p orion-platform`");
            return None;
        }
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let repository = TestRepository::new();
        let copy = |path: &str| repository.write(path, fs::read(top.join(path)).unwrap());
        copy("workstreams.toml");
        for directory in ["contracts/openapi", "contracts/events"] {
            for file in fs::read_dir(top.join(directory)).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                copy(&format!("{directory}/{name}"));
            }
        }
        repository.git_ok(&["add", "--all"]);
        Some(Self(repository))
    }

    fn orion(&self, line: &str) -> Outcome {
        let mut command = self.0.command(ORION);
        command.args(line.split_whitespace());
        command.env("DOCKER_HOST", "unix:///nowhere/docker.sock");
        self.0.run(&mut command)
    }

    fn report(&self) -> Value {
        let outcome = self.orion("integration --live --json");
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.orion("down --volumes");
    }
}

/// What is said of running services: `CODE service: message`.
fn said(report: &Value) -> Vec<String> {
    let points = report["points"].as_array().unwrap().iter();
    let all = points.flat_map(|point| {
        let findings = point["findings"].as_array().unwrap().iter();
        findings.chain(point["unknown"].as_array().unwrap())
    });
    all.filter_map(|one| {
        let service = one["place"]["service"]["name"].as_str()?;
        let text = one["message"].as_str().or(one["reason"].as_str()).unwrap();
        Some(format!(
            "{} {service}: {text}",
            one["code"].as_str().unwrap()
        ))
    })
    .collect()
}

#[test]
fn the_platform_serves_its_contracts_and_routes_every_operation() {
    let Some(world) = World::new() else { return };
    world.orion("up").success();
    let report = world.report();
    assert_eq!(report["live"], "embedded");
    assert_eq!(said(&report), [""; 0]);
    let routes = &report["points"][3];
    let operations = operations();
    // There is a gateway, and it consumes three contracts.
    assert_eq!(routes["tally"]["hold"], json!(4 + operations), "{routes}");
    assert_eq!(routes["state"], "complete");
    assert!(
        report["points"][1]["left_out"][0]
            .as_str()
            .unwrap()
            .contains("no broker to ask")
    );
    assert!(
        report["points"][2]["left_out"][0]
            .as_str()
            .unwrap()
            .contains("no server")
    );

    // A contract that promises more than is there.
    let path = world.0.top().join("contracts/openapi/user-api.json");
    let mut document: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let promised = json!({"get": {"security": [{"bearer": []}], "responses": {}}});
    document["paths"]["/v1/users/trash/all"] = promised;
    fs::write(&path, document.to_string()).unwrap();
    insta::assert_snapshot!(said(&world.report()).join("\n"), @"
    INT005 user: what `user` serves is not `user-api`: `GET /v1/users/trash/all` is not served
    INT032 gateway: `gateway` does not route `GET /v1/users/trash/all` of `user-api`
    ");
    let outcome = world.orion("integration");
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .stderr
            .contains("asking the services for their documents"),
        "{}",
        outcome.stderr
    );
}

/// A `contract` proof holds once its provider was seen to serve the document, and no longer than that document stands.
#[test]
fn what_was_served_proves_contracts() {
    let Some(world) = World::new() else { return };
    world.0.commit_all("contracts");
    let proof = || {
        let outcome = world.orion("status --once --json --offline").success();
        let told: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let rows = told["workstreams"].as_array().unwrap().iter();
        let mut deliverables = rows.flat_map(|row| row["deliverables"].as_array().unwrap());
        let found = deliverables
            .find(|one| one["subject"] == "user-api")
            .unwrap();
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let evidence = text(&found["evidence"]);
        let last = text(&found["last_known"]["outcome"]);
        format!("{}, last {last}: {evidence}", text(&found["outcome"]))
    };
    let mut seen = vec![proof()];
    world.orion("up").success();
    let mut ask = world.0.command(ORION);
    ask.args(["integration", "--live"])
        .env("DOCKER_HOST", "unix:///nowhere/docker.sock")
        .env("ORION_NOW", "2026-01-06T09:00:00Z");
    world.0.run(&mut ask).success();
    world.orion("down").success();
    seen.push(proof());
    let path = world.0.top().join("contracts/openapi/user-api.json");
    let mut document = fs::read_to_string(&path).unwrap();
    document.push('\n');
    fs::write(&path, document).unwrap();
    world.0.commit_all("another version");
    seen.push(proof());
    insta::assert_snapshot!(seen.join("\n"), @"
    unknown, last -: `contracts/openapi/user-api.json` is there; whether its provider serves it was not looked at: `orion integration` does, while it runs
    proved, last -: `contracts/openapi/user-api.json` is there; `user` serves it, asked at 2026-01-06T09:00:00Z
    unknown, last proved: `contracts/openapi/user-api.json` is there; its provider was asked at 2026-01-06T09:00:00Z, for another version of it: `orion integration` asks again
    ");
}

/// How many operations the gateway is to route.
fn operations() -> usize {
    let contracts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/openapi");
    let count = |name: &str| {
        let document = fs::read(contracts.join(format!("{name}-api.json"))).unwrap();
        let document: Value = serde_json::from_slice(&document).unwrap();
        let paths = document["paths"].as_object().unwrap();
        paths
            .values()
            .map(|item| item.as_object().unwrap().len())
            .sum::<usize>()
    };
    ["auth", "user", "notification"].map(count).iter().sum()
}
