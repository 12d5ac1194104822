//! Who is compared, and what each is told.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::measured::{Run, run};
use crate::succeed;

const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// A repository with a stack.
pub(crate) struct Project {
    /// What the table is called.
    pub(crate) title: String,
    /// Its name in `workstreams.toml`, which all its containers' names begin with.
    pub(crate) name: &'static str,
    /// Its top.
    pub(crate) top: PathBuf,
    /// How many services answer over HTTP, and at which path.
    pub(crate) answering: (usize, &'static str),
    /// How one of its services is changed, if it is built from a source.
    pub(crate) source: Option<Source>,
    /// Where it lies, if it goes when the benchmark ends.
    pub(crate) _directory: Option<TempDir>,
}

/// The source of a service.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    /// Puts the text into it.
    pub(crate) edit: fn(&Project, &str),
    /// Builds its image for Compose, which builds no binaries.
    pub(crate) build: fn(&Project) -> Command,
}

/// One of the two.
pub(crate) enum Contender {
    /// This repository's program.
    Orion,
    /// Docker Compose, by its path.
    Compose(PathBuf),
}

impl Contender {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Orion => "orion",
            Self::Compose(_) => "docker compose",
        }
    }

    /// Brings all up, and waits until all are ready.
    pub(crate) fn up(&self, project: &Project) -> Run {
        let secrets = project.top.join(".orion/stack/secrets");
        if matches!(self, Self::Compose(_)) && secrets.exists() {
            // It mounts these files as they are, and not every server runs as who has made them.
            succeed(Command::new("chmod").args(["-R", "a+rX"]).arg(secrets));
        }
        run(self.command(
            project,
            &["up", "--runtime", "docker"],
            &["up", "--detach", "--wait", "--pull", "never"],
        ))
    }

    /// The same on another engine, or on another way to it.
    pub(crate) fn up_on(&self, project: &Project, host: &str) -> Run {
        let mut command = self.command(project, &["up", "--runtime", "docker"], &["up", "--wait"]);
        command.env("DOCKER_HOST", host);
        run(command)
    }

    /// The same after an edit: what it takes to build what has changed counts.
    pub(crate) fn rebuild(&self, project: &Project) -> Run {
        let built = match (self, project.source) {
            (Self::Compose(_), Some(source)) => run((source.build)(project)).taken,
            _ => Duration::ZERO,
        };
        let up = self.up(project);
        Run {
            taken: built + up.taken,
            ..up
        }
    }

    /// Takes all away, data included, so that the next start is a first one.
    pub(crate) fn down(&self, project: &Project) -> Run {
        run(self.command(project, &["down", "--volumes"], &["down", "--volumes"]))
    }

    /// Makes what the contender reads, and takes away what an earlier run that was killed has left behind.
    pub(crate) fn clean(&self, project: &Project) {
        if matches!(self, Self::Compose(_)) {
            let mut export = Command::new(ORION);
            export.current_dir(&project.top);
            succeed(export.args(["export", "compose", "--output", "compose.yaml"]));
        }
        self.down(project);
    }

    fn command(&self, project: &Project, orion: &[&str], compose: &[&str]) -> Command {
        let mut command = match self {
            Self::Orion => Command::new(ORION),
            Self::Compose(path) => Command::new(path),
        };
        command.current_dir(&project.top);
        command.args(match self {
            Self::Orion => orion,
            Self::Compose(_) => compose,
        });
        command
    }
}
