//! A service as a container, as far as every format wants to know it.

use crate::config::{BinaryBuild, Build, CommandLine, ContainerBuild, Probe, Run, Service};

/// Where a container's image comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'a> {
    /// From a registry.
    Registry,
    /// From a Dockerfile.
    Dockerfile(&'a ContainerBuild),
    /// From cargo.
    Binary(&'a BinaryBuild),
}

/// A service that is exported.
#[derive(Debug)]
pub(super) struct Container<'a> {
    /// The service.
    pub(super) service: &'a Service,
    /// Its image.
    pub(super) image: String,
    /// Where that comes from.
    pub(super) source: Source<'a>,
    /// What to run in it; what the image says when it is empty.
    pub(super) command: Vec<String>,
    /// The services that it depends on and that are exported, too.
    pub(super) depends_on: Vec<&'a Service>,
    /// Whether it is reached from outside.
    pub(super) is_public: bool,
}

impl<'a> Container<'a> {
    /// The source and the command of a service that runs in a container.
    pub(super) fn parts(run: &'a Run) -> Option<(Source<'a>, Vec<String>)> {
        let (source, command) = match run {
            Run::Image { command, .. } => (Source::Registry, command),
            Run::Build { build, command } => match build {
                Build::Container(build) => (Source::Dockerfile(build), command),
                Build::Binary(build) => (Source::Binary(build), command),
            },
            Run::Process(_) => return None,
        };
        Some((source, command.as_ref().map(words).unwrap_or_default()))
    }

    /// The program of an image that holds nothing else: no shell, nothing that could ask it anything.
    pub(super) fn lone_program(&self) -> Option<String> {
        match self.source {
            Source::Binary(BinaryBuild {
                binary, base: None, ..
            }) => Some(format!("/{binary}")),
            _ => None,
        }
    }

    /// The port that an HTTP request of its health goes to.
    pub(super) fn http_port(&self, port: Option<u16>) -> u16 {
        let first = self.service.ports.first().map(|port| port.container);
        port.or(first).unwrap_or(80)
    }

    /// The port that is asked for its health, whatever is asked there.
    pub(super) fn health_port(&self) -> Option<u16> {
        match &self.service.health.as_ref()?.probe {
            Probe::Http { port, .. } => Some(self.http_port(*port)),
            Probe::Tcp(port) | Probe::Postgres(port) | Probe::Amqp(port) => Some(*port),
            Probe::Exec(_) => None,
        }
    }
}

fn words(command: &CommandLine) -> Vec<String> {
    match command {
        CommandLine::Shell(line) => vec!["sh".to_owned(), "-c".to_owned(), line.clone()],
        CommandLine::Program(words) => words.clone(),
    }
}

/// The words that ask a PostgreSQL server on that port. It is asked over TCP, for while the official image sets
/// a new data directory up, a server answers on the socket only.
pub(super) fn ask_postgres(port: u16) -> Vec<String> {
    let port = port.to_string();
    ["pg_isready", "-q", "-h", "127.0.0.1", "-p", &port]
        .map(str::to_owned)
        .to_vec()
}
