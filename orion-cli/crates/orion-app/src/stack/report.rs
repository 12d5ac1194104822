//! What came of a stack's command.

use std::time::Duration;

use orion_core::ids::ServiceName;
use orion_core::stack::ProjectName;
use schemars::JsonSchema;
use serde::Serialize;

use super::progress::seconds;

/// What runs the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// A container engine.
    Docker,
    /// All services in one process.
    Embedded,
}

/// How a service came out of `orion up`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceState {
    /// It is ready.
    Ready,
    /// It was started, and not waited for.
    Started,
    /// It could not be brought up.
    Failed,
    /// It was not started: something that it depends on is not there.
    Skipped,
}

/// What was done to a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// Nothing: it was as it should be.
    Kept,
    /// Its container was started again.
    Started,
    /// A container was made for it.
    Created,
    /// Its container was replaced.
    Replaced,
    /// Nothing came about.
    Nothing,
}

/// Why a service is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceFailure {
    /// What happened.
    pub what: String,
    /// Why, most likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// What it exited with, if it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i64>,
    /// What the last probe answered, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probe: Option<String>,
    /// The last lines that it, or its build, wrote: at most 20.
    pub log: Vec<String>,
    /// What to do next.
    pub hints: Vec<String>,
}

impl ServiceFailure {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            cause: None,
            exit_code: None,
            probe: None,
            log: Vec::new(),
            hints: Vec::new(),
        }
    }
}

/// A service after `orion up`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UpService {
    /// Its name.
    pub name: ServiceName,
    /// How it is.
    pub state: ServiceState,
    /// What was done.
    pub done: Done,
    /// Where it is reached from this machine, such as `127.0.0.1:7100`; a service with an HTTP probe by its URL.
    pub addresses: Vec<String>,
    /// Seconds from the command's beginning until it was ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// Why it is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<ServiceFailure>,
    /// The service that it would have needed, where it was skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<ServiceName>,
}

/// `orion up --json`: its last line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UpReport {
    /// Version of this shape.
    pub schema: u32,
    /// The stack's name.
    pub project: ProjectName,
    /// What runs it.
    pub runtime: Runtime,
    /// The services, each after what it depends on.
    pub services: Vec<UpService>,
    /// Services whose containers were taken away, since the file has them no more.
    pub removed: Vec<String>,
    /// How long all that took.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    #[schemars(with = "f64")]
    pub took: Duration,
}

impl UpReport {
    /// Whether every service is there.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.services
            .iter()
            .all(|service| matches!(service.state, ServiceState::Ready | ServiceState::Started))
    }
}

/// `orion down --json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DownReport {
    /// Version of this shape.
    pub schema: u32,
    /// The stack's name.
    pub project: ProjectName,
    /// What ran it.
    pub runtime: Runtime,
    /// The services whose containers were taken away.
    pub services: Vec<String>,
    /// The networks, images and volumes that were.
    pub removed: Vec<String>,
    /// How long all that took.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    #[schemars(with = "f64")]
    pub took: Duration,
}
