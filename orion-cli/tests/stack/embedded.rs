//! The embedded platform by the same commands, where there is no engine: this repository's own program, found beside
//! `orion`.

use std::fs;
use std::net::{SocketAddr, TcpStream};

use orion_testutils::{Outcome, TestRepository, skipped};
use serde_json::Value;

use crate::shop::ORION;

const HEAD: &str = "schema = 1\n[project]\nname = \"shop\"\n[workstreams.all]\nowns = [\"**\"]\n";

/// The platform's services, as a work tree has them.
fn policy() -> String {
    let services = ["auth", "user", "notifications", "gateway", "admin-ui"];
    let services = services
        .map(|name| format!("[services.{name}]\nworkstream = \"all\"\nimage = \"{name}:1\"\n"));
    HEAD.to_owned() + &services.concat()
}

/// A work tree on a machine without an engine; its platform goes with it.
struct Desert(TestRepository);

impl Desert {
    /// None where the platform is not built: `cargo test --workspace` does, `cargo test -p orion-cli` does not.
    fn new() -> Option<Self> {
        let platform = std::path::Path::new(ORION).with_file_name("orion-platform");
        if !platform.exists() {
            skipped("`orion-platform` beside `orion`: `cargo build -p orion-platform`");
            return None;
        }
        let repository = TestRepository::new();
        repository.write("workstreams.toml", policy());
        Some(Self(repository))
    }

    fn orion(&self, line: &str) -> Outcome {
        let mut command = self.0.command(ORION);
        command.args(line.split_whitespace());
        command.env("DOCKER_HOST", "unix:///nowhere/docker.sock");
        self.0.run(&mut command)
    }

    fn report(&self, line: &str) -> Value {
        let outcome = self.orion(line).success();
        serde_json::from_str(outcome.stdout.lines().last().unwrap()).unwrap()
    }
}

impl Drop for Desert {
    fn drop(&mut self) {
        self.orion("down --volumes");
    }
}

fn addresses(report: &Value) -> Vec<SocketAddr> {
    let services = report["services"].as_array().unwrap().iter();
    services
        .map(|service| {
            let url = service["addresses"][0].as_str().unwrap();
            url.strip_prefix("http://").unwrap().parse().unwrap()
        })
        .collect()
}

#[test]
fn without_an_engine_the_embedded_platform_comes_up_and_goes_by_the_same_commands() {
    let Some(desert) = Desert::new() else { return };
    let up = desert.orion("up").success();
    assert!(
        up.stderr.contains("no container engine answers at"),
        "{}",
        up.stderr
    );
    assert!(
        up.stderr.contains("bringing up the embedded platform"),
        "{}",
        up.stderr
    );
    assert!(
        up.stdout.contains("gateway        http://127.0.0.1:"),
        "{}",
        up.stdout
    );
    assert!(up.stdout.contains("5 services ready in"), "{}", up.stdout);

    let report = desert.report("ps --json");
    assert_eq!(report["runtime"], "embedded");
    let addresses = addresses(&report);
    assert_eq!(addresses.len(), 5);
    assert!(
        addresses
            .iter()
            .all(|address| TcpStream::connect(address).is_ok())
    );

    let again = desert.report("up --runtime embedded --json");
    let services = again["services"].as_array().unwrap().iter();
    assert!(
        services
            .into_iter()
            .all(|service| service["done"] == "kept")
    );
    let logs = desert.orion("logs gateway").success();
    assert!(logs.stdout.contains("listening"), "{}", logs.stdout);

    desert.orion("down").success();
    assert!(
        addresses
            .iter()
            .all(|address| TcpStream::connect(address).is_err())
    );
    assert_eq!(desert.orion("ps").code, 3, "there is no engine to ask");
    let data = desert.0.top().join(".orion/platform");
    assert!(fs::exists(&data).unwrap(), "data stay");
    desert.orion("down --volumes").success();
    assert!(!fs::exists(&data).unwrap());
}

#[test]
fn with_an_engine_it_is_there_for_the_asking() {
    let Some(desert) = Desert::new() else { return };
    let report = desert.report("up --runtime embedded --json");
    assert_eq!(report["runtime"], "embedded");
    assert_eq!(desert.orion("up --runtime docker").code, 3);
}
