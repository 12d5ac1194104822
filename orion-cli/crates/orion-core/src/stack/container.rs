//! The container that a service runs in.

use std::fmt;
use std::net::IpAddr;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::ProjectName;
use super::hex::hex;
use crate::config::Protocol;
use crate::ids::{SecretName, ServiceName};

/// What an engine calls a container.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct ContainerId(pub String);

/// A port of a container that is reached on this machine, on the loopback address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublishedPort {
    /// Inside.
    pub container: u16,
    /// On this machine.
    pub host: u16,
    /// TCP or UDP.
    pub protocol: Protocol,
}

/// What is mounted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MountSource {
    /// A volume, by the name that the engine knows it by.
    Volume(String),
    /// A path of this machine, absolute.
    Path(String),
}

/// Something mounted into a container.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mount {
    /// What.
    pub source: MountSource,
    /// Where: an absolute path.
    pub target: String,
    /// Whether the service may only read it.
    pub read_only: bool,
}

/// The container that a service is to run in: all that decides whether one that is there will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContainerSpec {
    /// The stack.
    pub project: ProjectName,
    /// The service; its name is also the one that others reach it by.
    pub service: ServiceName,
    /// The image, by its reference.
    pub image: String,
    /// The image that the reference stands for now.
    pub image_id: String,
    /// What to run; what the image says when it is empty.
    pub command: Vec<String>,
    /// The environment, in the file's order.
    pub env: Vec<(String, String)>,
    /// The ports that are published.
    pub ports: Vec<PublishedPort>,
    /// What is mounted.
    pub mounts: Vec<Mount>,
    /// The secrets that it gets, each as a file `/run/secrets/<name>`.
    pub secrets: Vec<SecretName>,
    /// Changes when a secret's value does, and tells nothing of it.
    pub secrets_digest: String,
}

impl ContainerSpec {
    /// The container's name.
    #[must_use]
    pub fn container_name(&self) -> String {
        Self::name_of(&self.project, self.service.as_str())
    }

    /// The name of a service's container.
    #[must_use]
    pub fn name_of(project: &ProjectName, service: &str) -> String {
        format!("{project}-{service}")
    }

    /// The SHA-256 of everything above: a container with another one is made anew.
    #[must_use]
    pub fn hash(&self) -> ConfigHash {
        let digest = Sha256::digest(format!("{self:?}"));
        ConfigHash(hex(&digest))
    }
}

/// A digest of the values of a container's secrets: it changes when one of them does. It is taken with the stack's
/// name, and of values that are made up it tells nothing.
pub fn secrets_digest<'a>(project: &ProjectName, values: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    hash.update(project.as_str());
    let mut any = false;
    for value in values {
        any = true;
        hash.update(value.len().to_be_bytes());
        hash.update(value);
    }
    if !any {
        return String::new();
    }
    hex(&hash.finalize())
}

/// What a container was made from, in 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigHash(String);

impl ConfigHash {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConfigHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an engine says that a container is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContainerState {
    /// It was made and has not run.
    Created,
    /// It runs.
    Running,
    /// Its processes are held.
    Paused,
    /// It ended, and the engine starts it again.
    Restarting,
    /// It ended.
    Exited,
    /// It is on its way out, or could not be taken away.
    Dead,
    /// Something that this version does not know.
    Unknown,
}

/// What an engine's own health check says of a container, where its image has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EngineHealth {
    /// Not known yet.
    Starting,
    /// The last check passed.
    Healthy,
    /// Too many failed.
    Unhealthy,
}

/// A container that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveContainer {
    /// The container.
    pub id: ContainerId,
    /// The service that its label names.
    pub service: String,
    /// What it does.
    pub state: ContainerState,
    /// What the engine's own check says.
    pub health: Option<EngineHealth>,
    /// What it was made from, as its label says.
    pub hash: Option<String>,
    /// The image that it was made from.
    pub image_id: String,
    /// The same by its reference.
    pub image: String,
    /// Its published ports, while it runs.
    pub ports: Vec<PublishedPort>,
    /// Its address in the stack's network, while it runs.
    pub address: Option<IpAddr>,
    /// When it was made, in seconds since 1970 UTC.
    pub created: i64,
}
