//! What the stack's use cases need: an engine, probes, a builder, a place for secrets, and patience.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::Stream;
use orion_core::config::{BinaryBuild, ContainerBuild, Probe};
use orion_core::ids::{SecretName, ServiceName};
use orion_core::stack::{ContainerId, ContainerSpec, LiveContainer, ProjectName, PublishedPort};

use super::{BuildError, EngineError, StoreError};

/// The label of everything that belongs to a stack; its value is the stack's name.
pub const PROJECT_LABEL: &str = "dev.orion.project";
/// The label of a container with the service that it runs.
pub const SERVICE_LABEL: &str = "dev.orion.service";
/// The label of a container with the hash of what it was made from.
pub const HASH_LABEL: &str = "dev.orion.hash";

/// What is known of an engine once it has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineFacts {
    /// `Docker Engine` or `Podman`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The version of the API that was agreed on, such as `1.41`.
    pub api: String,
    /// Where it answers, for people.
    pub address: String,
    /// Whether containers run on this machine's own kernel, so that their addresses can be reached from here.
    pub local: bool,
}

/// What is known of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFacts {
    /// The engine's id of it.
    pub id: String,
    /// Whether it brings a health check of its own.
    pub has_health_check: bool,
}

/// How far an image is on its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PullProgress {
    /// Bytes that are here.
    pub done: u64,
    /// Bytes in all, as far as they are known.
    pub total: u64,
}

/// How a container came to its end, or how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContainerFacts {
    /// Whether it runs now.
    pub running: bool,
    /// Whether the engine is about to start it again.
    pub restarting: bool,
    /// What it exited with; 0 while it runs for the first time.
    pub exit_code: i64,
    /// Whether the kernel ended it for want of memory.
    pub out_of_memory: bool,
    /// What the engine has to say of it, if anything.
    pub error: String,
    /// How often the engine has started it again.
    pub restarts: u64,
    /// What its image's own check says, and its last output.
    pub health: Option<(orion_core::stack::EngineHealth, String)>,
    /// Its address in the stack's network.
    pub address: Option<IpAddr>,
    /// Its published ports.
    pub ports: Vec<PublishedPort>,
    /// When it was started last, RFC 3339.
    pub started_at: Option<String>,
}

/// What a container has used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Time of processors since it was started, all cores added.
    pub processor: Duration,
    /// Bytes of memory now, without files that are only cached.
    pub memory: u64,
}

/// A secret's name and its value, which is never shown: there is no `Debug`.
pub struct SecretFile {
    /// Its name, and its file's under `/run/secrets`.
    pub name: SecretName,
    /// What is in the file.
    pub value: Vec<u8>,
}

/// Which stream of a container a line was written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// One line that a container wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When the engine got it: RFC 3339 with nanoseconds, UTC.
    pub time: String,
    /// Where it was written.
    pub stream: LogStream,
    /// What was written, without the line's end; as text, with what is no UTF-8 replaced.
    pub text: String,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogRequest {
    /// The last so many; all when it is not given.
    pub tail: Option<u32>,
    /// Only from then on: seconds since 1970 UTC.
    pub since: Option<i64>,
    /// Whether to go on with what is written from now on.
    pub follow: bool,
}

/// What happened to a container of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineEvent {
    /// The service.
    pub service: String,
    /// The container.
    pub container: ContainerId,
    /// What happened.
    pub kind: EngineEventKind,
}

/// What may happen to a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineEventKind {
    /// It was started.
    Started,
    /// It ended.
    Ended,
    /// The kernel ended a process of it for want of memory.
    OutOfMemory,
    /// Its processes are held.
    Paused,
    /// They go on.
    Unpaused,
    /// The image's own check passed.
    Healthy,
    /// It failed too often.
    Unhealthy,
    /// It was taken away.
    Removed,
}

/// How a command in a container is run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExecRequest {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Whether it gets a terminal: then this process's terminal is handed through.
    pub terminal: bool,
    /// Whether it gets this process's standard input.
    pub input: bool,
    /// Variables for it.
    pub env: Vec<String>,
    /// Who it runs as.
    pub user: Option<String>,
}

/// A container engine. Everything it makes carries [`PROJECT_LABEL`], and it touches nothing that does not.
pub trait Engine {
    /// What is known of it.
    fn facts(&self) -> &EngineFacts;

    /// All containers of the stack, by one call. A state that is not known is no failure.
    fn containers(
        &self,
        project: &ProjectName,
    ) -> impl Future<Output = Result<Vec<LiveContainer>, EngineError>>;

    /// The image, if the engine has it.
    fn image(
        &self,
        reference: &str,
    ) -> impl Future<Output = Result<Option<ImageFacts>, EngineError>>;

    /// Gets the image from its registry, with the credentials that the user has for it.
    fn pull(
        &self,
        reference: &str,
        progress: impl FnMut(PullProgress),
    ) -> impl Future<Output = Result<(), EngineError>>;

    /// Builds an image from a Dockerfile, with the context's `.dockerignore` kept to, and tags it; each line
    /// that the build says is handed on.
    fn build(
        &self,
        build: &ContainerBuild,
        top: &Path,
        tag: &str,
        project: &ProjectName,
        line: impl FnMut(String),
    ) -> impl Future<Output = Result<ImageFacts, EngineError>>;

    /// Puts a binary on its base (an empty image when it has none), as the entry point, and tags that.
    fn thin_image(
        &self,
        binary: &Path,
        base: Option<&str>,
        tag: &str,
        project: &ProjectName,
    ) -> impl Future<Output = Result<ImageFacts, EngineError>>;

    /// Makes the stack's network and these volumes, where they are missing.
    fn prepare(
        &self,
        project: &ProjectName,
        volumes: &[String],
    ) -> impl Future<Output = Result<(), EngineError>>;

    /// Makes the container, with its secrets in it. It is restarted by the engine at most three times if it
    /// fails, has a process 1 that ends with it, and goes by its service's name in the stack's network. If
    /// anything goes wrong half-way, nothing stays.
    fn create(
        &self,
        container: &ContainerSpec,
        secrets: &[SecretFile],
    ) -> impl Future<Output = Result<ContainerId, EngineError>>;

    /// The container, of this stack or not, that has a port of this machine, for people.
    fn port_holder(&self, port: u16) -> impl Future<Output = Option<String>>;

    /// Starts it; one that runs already is fine.
    fn start(&self, container: &ContainerId) -> impl Future<Output = Result<(), EngineError>>;

    /// How it is.
    fn inspect(
        &self,
        container: &ContainerId,
    ) -> impl Future<Output = Result<ContainerFacts, EngineError>>;

    /// What it has used; none when it does not run.
    fn usage(
        &self,
        container: &ContainerId,
    ) -> impl Future<Output = Result<Option<Usage>, EngineError>>;

    /// Waits until it runs no more.
    fn ended(&self, container: &ContainerId) -> impl Future<Output = Result<(), EngineError>>;

    /// Lets it end in order, and kills it after `grace`. One that has ended is fine.
    fn stop(
        &self,
        container: &ContainerId,
        grace: Duration,
    ) -> impl Future<Output = Result<(), EngineError>>;

    /// Takes it away, running or not, with its anonymous volumes. One that is gone already is fine.
    fn remove(&self, container: &ContainerId) -> impl Future<Output = Result<(), EngineError>>;

    /// Takes the stack's network away, its thin images that no container uses, and its volumes if `volumes`:
    /// the names of what went.
    fn clear(
        &self,
        project: &ProjectName,
        volumes: bool,
    ) -> impl Future<Output = Result<Vec<String>, EngineError>>;

    /// What happens to the stack's containers from now on. It ends when the engine goes away.
    fn events(&self, project: &ProjectName)
    -> impl Stream<Item = Result<EngineEvent, EngineError>>;

    /// What the container wrote, line by line.
    fn logs(
        &self,
        container: ContainerId,
        request: LogRequest,
    ) -> impl Stream<Item = Result<LogLine, EngineError>>;

    /// Runs a command in a container with this process's streams, and gives its exit code.
    fn exec(
        &self,
        container: &ContainerId,
        request: &ExecRequest,
    ) -> impl Future<Output = Result<i64, EngineError>>;

    /// Runs a command in a container, and gives its exit code and all that it said, up to a mebibyte.
    fn output(
        &self,
        container: &ContainerId,
        command: &[String],
    ) -> impl Future<Output = Result<(i64, String), EngineError>>;

    /// Runs a command in a container, and gives its exit code and the last of what it said.
    fn check(
        &self,
        container: &ContainerId,
        command: &[String],
    ) -> impl Future<Output = Result<(i64, String), EngineError>>;
}

/// Where a service is asked whether it is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeTarget {
    /// Its address in the stack's network, where that is reached from here.
    pub address: Option<IpAddr>,
    /// Its published ports: the way in where it is not.
    pub ports: Vec<PublishedPort>,
    /// The service's first port, for a probe that names none.
    pub first_port: Option<u16>,
}

/// Asks services whether they are ready.
pub trait Prober {
    /// Asks once: `Err` says what came instead, in a few words for people (`connection refused`, `503 Service
    /// Unavailable: …`), with control characters left in.
    fn probe(
        &self,
        probe: &Probe,
        target: &ProbeTarget,
        timeout: Duration,
    ) -> impl Future<Output = Result<(), String>>;
}

/// Builds binaries on this machine.
pub trait Builder {
    /// Builds all of them in one go; each line that the build says is handed on. Gives where each binary is, in
    /// the order asked for. A binary that goes on an empty image is linked statically.
    fn build(
        &self,
        top: &Path,
        binaries: &[&BinaryBuild],
        line: impl FnMut(String),
    ) -> impl Future<Output = Result<Vec<PathBuf>, BuildError>>;

    /// The SHA-256 of a file, in hexadecimal digits.
    ///
    /// # Errors
    /// When it cannot be read.
    fn digest(&self, file: &Path) -> Result<String, BuildError>;
}

/// What is kept of a stack between two commands, in the work tree's `.orion/stack`, which git never sees.
pub trait StackStore {
    /// Held as long as a command changes the stack.
    type Lock;

    /// Takes the lock, or says who has it: the process's id.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn lock(&self) -> Result<Result<Self::Lock, Option<u32>>, StoreError>;

    /// The secret's value; made up (32 letters and digits) and kept with mode 0600 when there is none yet.
    ///
    /// # Errors
    /// When it can be neither read nor written.
    fn secret(&self, name: &SecretName) -> Result<Vec<u8>, StoreError>;

    /// The port of this machine that was given to the service's port before.
    ///
    /// # Errors
    /// When what was kept cannot be read.
    fn ports(&self) -> Result<Vec<(ServiceName, PublishedPort)>, StoreError>;

    /// Keeps those ports, in the place of what was kept before.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep_ports(&self, ports: &[(ServiceName, PublishedPort)]) -> Result<(), StoreError>;
}

/// Who has a port of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortHolder {
    /// The process, for people: `nginx (1234)`.
    pub process: Option<String>,
}

/// The machine that the stack runs on.
pub trait Machine {
    /// Whether a file or a directory is there.
    fn is_there(&self, path: &Path) -> bool;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// Whether the port of the loopback address is free; else who has it.
    ///
    /// # Errors
    /// [`PortHolder`], as far as this user may know.
    fn port_is_free(&self, port: u16) -> Result<(), PortHolder>;

    /// A free port of the loopback address.
    ///
    /// # Errors
    /// When there is none.
    fn free_port(&self) -> Result<u16, StoreError>;

    /// Bytes that are free where the stack's files are; none where that cannot be known.
    fn free_space(&self) -> Option<u64>;
}

/// Tells which files of a work tree change.
pub trait TreeWatcher {
    /// The paths that changed, as soon as it is quiet again after a change, as long as somebody listens. Paths
    /// that git ignores are left out.
    ///
    /// # Errors
    /// When the machine lets nobody watch.
    fn changes(
        &self,
        top: &Path,
    ) -> Result<impl Stream<Item = BTreeSet<PathBuf>> + use<Self>, StoreError>;
}
