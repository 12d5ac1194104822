//! Seven small containers: what it costs to bring a stack up, with nothing
//! that takes time in it.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use crate::contender::Project;
use crate::measured::Limit;
use crate::succeed;

/// What is asked of it.
pub(crate) const LIMITS: &[Limit] = &[
    Limit {
        what: "cold",
        ratio: 0.5,
    },
    Limit {
        what: "nothing changed",
        ratio: 0.1,
    },
    Limit {
        what: "down",
        ratio: 0.8,
    },
    Limit {
        what: "memory",
        ratio: 0.5,
    },
];

/// Each with what it depends on.
pub(crate) type Services = [(&'static str, &'static [&'static str]); 7];

/// Two below, three on them, one on those, one on that.
pub(crate) const DEEP: Services = [
    ("one", &[]),
    ("two", &[]),
    ("three", &["one", "two"]),
    ("four", &["one", "two"]),
    ("five", &["one", "two"]),
    ("six", &["three", "four", "five"]),
    ("seven", &["six"]),
];

/// One after the other.
pub(crate) const STRAIGHT: Services = [
    ("one", &[]),
    ("two", &["one"]),
    ("three", &["two"]),
    ("four", &["three"]),
    ("five", &["four"]),
    ("six", &["five"]),
    ("seven", &["six"]),
];

const IMAGE: &str = "orion-test/server:bench";

/// The image that all of them run; gone when dropped.
pub(crate) struct Image;

impl Image {
    /// A server on a base that has what a health check inside it needs.
    pub(crate) fn build() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/stack/server.rs");
        let mut rustc = Command::new("rustc");
        rustc.args([
            "--edition",
            "2024",
            "-C",
            "opt-level=3",
            "-C",
            "target-feature=+crt-static",
            "-o",
        ]);
        succeed(rustc.arg(directory.path().join("server")).arg(source));
        let file = "FROM orion-test/debian:bookworm\nCOPY server /server\nCMD [\"/server\"]\n";
        fs::write(directory.path().join("Dockerfile"), file).expect("a file");
        let mut docker = Command::new("docker");
        docker
            .args(["build", "--quiet", "--tag", IMAGE])
            .arg(directory.path());
        succeed(docker.stdout(Stdio::null()));
        Self
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        // It is small: if it stays, nothing is lost.
        let _ = Command::new("docker")
            .args(["image", "rm", "--force", IMAGE])
            .output();
    }
}

/// A repository with these services, which are asked for their health so often.
pub(crate) fn project(_: &Image, services: &Services, interval: &str) -> Project {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let top = directory.path().to_owned();
    let mut policy = "schema = 1\n\n[project]\nname = \"stack-bench\"\n\n\
                      [workstreams.bench]\ncontinuous = true\nowns = [\"**\"]\n"
        .to_owned();
    for (name, depends_on) in services {
        write!(
            policy,
            "\n[services.{name}]\nworkstream = \"bench\"\nimage = \"{IMAGE}\"\ndepends-on = {depends_on:?}\n\
             ports = [8080]\nhealth = {{ http = \"/\", interval = \"{interval}\" }}\n"
        )
        .expect("a text takes all");
    }
    fs::write(top.join("workstreams.toml"), policy).expect("a file");
    succeed(
        Command::new("git")
            .args(["init", "--quiet"])
            .current_dir(&top),
    );
    Project {
        title: format!("seven containers, health every {interval}"),
        name: "stack-bench",
        top,
        answering: (services.len(), "/"),
        source: None,
        _directory: Some(directory),
    }
}
