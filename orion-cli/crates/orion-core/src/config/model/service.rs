//! `[services.*]` and `[images]`

use super::notices::VariableName;
use super::{CommandLine, Health};
use crate::ids::{ContractName, DatabaseName, EventName, SecretName, ServiceName, WorkstreamId};
use crate::path::RepoPath;

/// `[services.<name>]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its key.
    pub name: ServiceName,
    /// Whose it is.
    pub workstream: WorkstreamId,
    /// The contracts it serves.
    pub provides: Vec<ContractName>,
    /// The contracts of others that it calls.
    pub consumes: Vec<ContractName>,
    /// The events it sends.
    pub publishes: Vec<EventName>,
    /// The events it listens to.
    pub subscribes: Vec<EventName>,
    /// The database that is its own.
    pub database: Option<DatabaseName>,
    /// The services that must be healthy before it starts.
    pub depends_on: Vec<ServiceName>,
    /// How it runs; none where it is only described.
    pub run: Option<Run>,
    /// The ports it listens on.
    pub ports: Vec<Port>,
    /// Its environment, in the file's order.
    pub env: Vec<(VariableName, String)>,
    /// The secrets it gets, each as a file `/run/secrets/<name>`.
    pub secrets: Vec<SecretName>,
    /// What is mounted into it.
    pub volumes: Vec<Volume>,
    /// How it tells that it is ready.
    pub health: Option<Health>,
}

/// How a service runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// A container from an image.
    Image {
        /// The image's reference.
        image: String,
        /// What to run in it, instead of what the image says.
        command: Option<CommandLine>,
    },
    /// A container from an image that is built here.
    Build {
        /// How it is built.
        build: Build,
        /// What to run in it, instead of what the image says.
        command: Option<CommandLine>,
    },
    /// A process on this machine; it needs trust.
    Process(CommandLine),
}

/// How an image is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Build {
    /// By the engine, from a Dockerfile.
    Container(ContainerBuild),
    /// On this machine by cargo, and put into a thin image.
    Binary(BinaryBuild),
}

/// A build from a Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContainerBuild {
    /// The directory that is sent to the engine; the repository's root when it is not given.
    pub context: RepoPath,
    /// The Dockerfile, relative to the context; `Dockerfile` when it is not given.
    pub dockerfile: RepoPath,
    /// The stage to stop at.
    pub target: Option<String>,
    /// Build arguments, in the file's order.
    pub args: Vec<(VariableName, String)>,
}

/// A binary that cargo builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinaryBuild {
    /// The cargo package.
    pub package: String,
    /// The binary of it; the package's name when it is not given.
    pub binary: String,
    /// The image it is put on; none for an empty one.
    pub base: Option<String>,
}

/// TCP or UDP.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `/tcp`
    #[default]
    Tcp,
    /// `/udp`
    Udp,
}

/// A port that a service listens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Port {
    /// Inside the container.
    pub container: u16,
    /// On this machine; a free one is taken when it is not given.
    pub host: Option<u16>,
    /// TCP or UDP.
    pub protocol: Protocol,
}

/// What is mounted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VolumeSource {
    /// A volume of that name, kept between runs.
    Named(String),
    /// A path of the repository.
    Path(RepoPath),
}

/// Something mounted into a service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Volume {
    /// What.
    pub source: VolumeSource,
    /// Where in the container: an absolute path.
    pub target: String,
    /// Whether the service may only read it.
    pub read_only: bool,
}

/// `[images]`: where images come from on machines that cannot have the ones that are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImageSettings {
    /// A registry that has the same images.
    pub mirror: Option<String>,
    /// Another image for an image, in the file's order.
    pub substitutes: Vec<(String, String)>,
}
