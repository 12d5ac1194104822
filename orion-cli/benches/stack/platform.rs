//! This repository's own platform: five services, PostgreSQL and RabbitMQ, whose start is the longest path.

use std::fs;
use std::process::{Command, Stdio};

use crate::contender::{Project, Source};
use crate::measured::Limit;
use crate::{root, succeed};

/// What is asked of it.
pub(crate) const LIMITS: &[Limit] = &[
    Limit {
        what: "cold",
        ratio: 0.85,
    },
    Limit {
        what: "nothing changed",
        ratio: 0.1,
    },
    Limit {
        what: "one service changed",
        ratio: 0.5,
    },
];

/// The services that are built.
const BUILT: [&str; 5] = ["auth", "user", "notifications", "gateway", "admin-ui"];

const NAME: &str = "platform-bench";

/// A clone of the last commit, in `target`, where it stays with what was built in it: the first build takes minutes.
pub(crate) fn project() -> Project {
    let top = root().join("target/stack-bench/platform");
    if !top.exists() {
        succeed(
            Command::new("git")
                .args(["clone", "--quiet"])
                .arg(root())
                .arg(&top),
        );
    }
    // Never the repository around it, whatever has become of the clone.
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("--git-dir")
            .arg(top.join(".git"))
            .arg("--work-tree")
            .arg(&top);
        succeed(git.current_dir(&top).args(arguments));
    };
    git(&["fetch", "--quiet", "origin", "HEAD"]);
    git(&["reset", "--quiet", "--hard", "FETCH_HEAD"]);
    let file = top.join("workstreams.toml");
    let policy = fs::read_to_string(&file).expect("a policy");
    // Compose asks no sooner than the interval says, and the usual one is ten seconds: that would be no comparison.
    let policy: String = policy
        .lines()
        .map(|line| match line.strip_suffix(" }") {
            Some(health) if line.starts_with("health ") => {
                format!("{health}, interval = \"500ms\" }}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    let policy = policy.replacen("\"orion\"", &format!("\"{NAME}\""), 1)
        + "\n[images.substitute]\n\"postgres:16\" = \"orion-test/postgres:15\"\n\"rabbitmq:3\" = \"orion-test/rabbitmq:3\"\n";
    fs::write(&file, policy).expect("a file");
    let project = Project {
        title: "the platform".to_owned(),
        name: NAME,
        top,
        answering: (BUILT.len(), "/health/ready"),
        source: Some(Source { edit, build }),
        _directory: None,
    };
    // All images, before the first round.
    for service in BUILT {
        succeed(build_of(&project, service).stdout(Stdio::null()));
    }
    project
}

/// The gateway says something else at its start.
fn edit(project: &Project, text: &str) {
    let main = project.top.join("services/gateway/src/main.rs");
    let source = fs::read_to_string(&main).expect("a source");
    let (kept, _) = source.split_once("\n// Edit").unwrap_or((&source, ""));
    let added = format!("\n// Edit\n/// Of a benchmark.\npub static EDIT: &str = \"{text}\";\n");
    fs::write(main, format!("{}{added}", kept.trim_end())).expect("a file");
}

fn build(project: &Project) -> Command {
    build_of(project, "gateway")
}

/// What Orion does for `build = { package = … }`: the same cargo in the same directory, so that both build from what
/// was there before, and an image of the binary alone, called what `orion export compose` calls it.
fn build_of(project: &Project, service: &str) -> Command {
    let mut build = Command::new("bash");
    build.current_dir(&project.top);
    build.args(["-euc", include_str!("build.sh"), "build", service]);
    build.arg(format!("orion/{NAME}/{service}:latest"));
    build
}
