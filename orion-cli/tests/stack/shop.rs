//! A repository with services, on a real engine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use orion_testutils::{Outcome, TestRepository, skipped};
use serde_json::Value;

use crate::engine::PrivateEngine;

pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// The image that every service here runs from, and the program in it.
pub(crate) const IMAGE: &str = "orion-test/server:1";

const HEAD: &str = "schema = 1\n[project]\nname = \"shop\"\n[workstreams.all]\nowns = [\"**\"]\n";

/// `web` needs `api`, which needs `db`.
pub(crate) const CHAIN: &str = r#"
[services.web]
workstream = "all"
image = "orion-test/server:1"
command = ["serve", "8000", "100"]
ports = [8000]
depends-on = ["api"]
health = { http = "/" }
[services.api]
workstream = "all"
image = "orion-test/server:1"
command = ["serve", "8001", "100"]
ports = [8001]
secrets = ["token"]
depends-on = ["db"]
health = { http = "/" }
[services.db]
workstream = "all"
image = "orion-test/server:1"
command = ["serve", "8002", "100"]
ports = [8002]
volumes = ["data:/data"]
health = { tcp = 8002 }
"#;

/// A repository whose stack goes with it.
pub(crate) struct Shop {
    pub(crate) repository: TestRepository,
    /// An engine other than the machine's: where it answers, and how a program is started beside it.
    engine: Option<(String, [String; 2])>,
}

impl Shop {
    /// With these services; none where no engine answers.
    pub(crate) fn new(services: &str) -> Option<Self> {
        if !has_engine() {
            skipped("a container engine");
            return None;
        }
        image();
        Some(Self::with(services, None))
    }

    /// With these services on that engine.
    pub(crate) fn on(engine: &PrivateEngine, services: &str) -> Self {
        Self::with(services, Some((engine.host(), engine.entering())))
    }

    fn with(services: &str, engine: Option<(String, [String; 2])>) -> Self {
        let shop = Self {
            repository: TestRepository::new(),
            engine,
        };
        shop.describe(services);
        shop
    }

    pub(crate) fn describe(&self, services: &str) {
        self.repository
            .write("workstreams.toml", format!("{HEAD}{services}"));
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = match &self.engine {
            None => self.repository.command(ORION),
            Some((host, [enter, place])) => {
                let mut command = self.repository.command(enter);
                command.args([place, ORION]).env("DOCKER_HOST", host);
                command
            }
        };
        command.args(line.split_whitespace());
        command
    }

    pub(crate) fn orion(&self, line: &str) -> Outcome {
        self.repository.run(&mut self.command(line))
    }

    /// What `orion ps` says of every service.
    pub(crate) fn conditions(&self) -> Vec<(String, String)> {
        let outcome = self.orion("ps --json");
        let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let text = |service: &Value, field: &str| service[field].as_str().unwrap().to_owned();
        let services = report["services"].as_array().unwrap().iter();
        services
            .map(|service| (text(service, "name"), text(service, "condition")))
            .collect()
    }

    pub(crate) fn is_ready(&self) -> bool {
        let conditions = self.conditions();
        !conditions.is_empty() && conditions.iter().all(|(_, condition)| condition == "ready")
    }

    pub(crate) fn project(&self) -> String {
        let outcome = self.orion("ps --json");
        let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
        report["project"].as_str().unwrap().to_owned()
    }

    /// Everything on the engine that carries this stack's name: containers, networks and volumes.
    pub(crate) fn left(&self) -> String {
        let filter = format!("label=dev.orion.project={}", self.project());
        let list =
            |arguments: &[&str]| docker(&[arguments, &["--quiet", "--filter", &filter]].concat());
        list(&["ps", "--all"]) + &list(&["network", "ls"]) + &list(&["volume", "ls"])
    }

    pub(crate) fn container(&self, service: &str) -> String {
        format!("{}-{service}", self.project())
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.orion("down --volumes --timeout 1s");
    }
}

fn has_engine() -> bool {
    let version = Command::new("docker").arg("version").output();
    version.is_ok_and(|output| output.status.success())
}

/// What `docker` prints.
pub(crate) fn docker(arguments: &[&str]) -> String {
    let output = Command::new("docker").args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Builds the image, once.
pub(crate) fn image() {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        let context = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("stack-server");
        fs::create_dir_all(&context).unwrap();
        compile(&context);
        let recipe = "FROM scratch\nCOPY server /server\nENTRYPOINT [\"/server\"]\n";
        fs::write(context.join("Dockerfile"), recipe).unwrap();
        let context = context.to_str().unwrap();
        docker(&["build", "--quiet", "--tag", IMAGE, context]);
    });
}

/// An empty image has no libraries: everything is in the program.
fn compile(to: &Path) {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stack/server.rs");
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let compiled = Command::new("rustc")
        .args([
            "-O",
            "--edition",
            "2024",
            "-C",
            "target-feature=+crt-static",
        ])
        .args(["--target", &target, "-o"])
        .arg(to.join("server"))
        .arg(source)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&compiled.stderr);
    assert!(compiled.status.success(), "{said}");
}
