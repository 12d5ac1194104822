//! `[services.*]` and `[images]`

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Entries, Field, Given, OneOrMany, PortForm, Scalar, Table, Text, VARIABLE_PATTERN, Whole,
};
use crate::config::{HttpPath, Volume};
use crate::ids::{ContractName, DatabaseName, EventName, SecretName, ServiceName, WorkstreamId};
use crate::path::RepoPath;

/// Something that runs.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "required" = ["workstream"],
    "not" = { "required": ["image", "build"] },
))]
pub(crate) struct Service {
    /// Whose it is.
    pub(crate) workstream: Field<Text<WorkstreamId>>,
    /// The contracts it serves.
    pub(crate) provides: Field<Vec<Given<Text<ContractName>>>>,
    /// The contracts of others that it calls.
    pub(crate) consumes: Field<Vec<Given<Text<ContractName>>>>,
    /// The events it sends.
    pub(crate) publishes: Field<Vec<Given<Text<EventName>>>>,
    /// The events it listens to.
    pub(crate) subscribes: Field<Vec<Given<Text<EventName>>>>,
    /// The database that is its own.
    pub(crate) database: Field<Text<DatabaseName>>,
    /// The services that must be healthy before it starts.
    pub(crate) depends_on: Field<Vec<Given<Text<ServiceName>>>>,
    /// The image it runs from.
    #[schemars(length(min = 1), extend("examples" = ["postgres:16"]))]
    pub(crate) image: Field<String>,
    /// How its image is built here.
    pub(crate) build: Field<Table<Build>>,
    /// With `image` or `build`: what to run in the container, instead of what the image says. Alone: the
    /// process to run on this machine, which needs `orion trust`. A string goes through the shell.
    pub(crate) command: Field<OneOrMany<String>>,
    /// The ports it listens on: inside, or `"outside:inside"`.
    pub(crate) ports: Field<Vec<Given<PortForm>>>,
    /// Its environment.
    #[schemars(extend("propertyNames" = { "pattern": VARIABLE_PATTERN }))]
    pub(crate) env: Field<Entries<Scalar>>,
    /// The secrets it gets, each as a file `/run/secrets/<name>`.
    pub(crate) secrets: Field<Vec<Given<Text<SecretName>>>>,
    /// What is mounted into it.
    pub(crate) volumes: Field<Vec<Given<Text<Volume>>>>,
    /// How it tells that it is ready.
    pub(crate) health: Field<Table<Health>>,
}

/// How an image is built: from a Dockerfile, or from a binary that cargo builds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "dependentSchemas" = { "package": { "properties": {
        "context": false, "dockerfile": false, "target": false, "args": false,
    } } },
    "dependentRequired" = { "binary": ["package"], "base": ["package"] },
))]
pub(crate) struct Build {
    /// The directory that is sent to the engine.
    #[schemars(extend("default" = "."))]
    pub(crate) context: Field<Text<RepoPath>>,
    /// The Dockerfile, relative to the context.
    #[schemars(extend("default" = "Dockerfile"))]
    pub(crate) dockerfile: Field<Text<RepoPath>>,
    /// The stage to stop at.
    #[schemars(length(min = 1))]
    pub(crate) target: Field<String>,
    /// Build arguments.
    #[schemars(extend("propertyNames" = { "pattern": VARIABLE_PATTERN }))]
    pub(crate) args: Field<Entries<Scalar>>,
    /// The cargo package whose binary is built on this machine and put into a thin image.
    #[schemars(length(min = 1))]
    pub(crate) package: Field<String>,
    /// The binary of the package. Default: the package's name.
    #[schemars(length(min = 1))]
    pub(crate) binary: Field<String>,
    /// The image that the binary is put on. Default: an empty one.
    #[schemars(length(min = 1), extend("examples" = ["debian:bookworm-slim"]))]
    pub(crate) base: Field<String>,
}

/// How a service tells that it is ready: exactly one probe, and how often it is asked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "oneOf" = [
        { "required": ["http"] }, { "required": ["tcp"] }, { "required": ["exec"] },
        { "required": ["postgres"] }, { "required": ["amqp"] },
    ],
    "dependentRequired" = { "port": ["http"] },
))]
pub(crate) struct Health {
    /// A path that is answered with a status from 200 to 399.
    pub(crate) http: Field<Text<HttpPath>>,
    /// The port inside the container that `http` asks. Default: the service's first.
    pub(crate) port: Field<Whole<1, 65_535>>,
    /// A port inside the container that takes connections.
    pub(crate) tcp: Field<Whole<1, 65_535>>,
    /// A program in the service that exits with 0. A string goes through the shell.
    pub(crate) exec: Field<OneOrMany<String>>,
    /// A port on which a PostgreSQL server takes connections.
    pub(crate) postgres: Field<Whole<1, 65_535>>,
    /// A port on which an AMQP broker answers.
    pub(crate) amqp: Field<Whole<1, 65_535>>,
    /// How long between two probes once the service has been ready.
    #[schemars(extend("default" = "10s"))]
    pub(crate) interval: Field<Text<Duration>>,
    /// How long one probe may take.
    #[schemars(extend("default" = "5s"))]
    pub(crate) timeout: Field<Text<Duration>>,
    /// How many failures in a row make it unhealthy.
    #[schemars(extend("default" = 3))]
    pub(crate) retries: Field<Whole<1, 1_000>>,
    /// How long failures do not count after the start.
    #[schemars(extend("default" = "30s"))]
    pub(crate) start_period: Field<Text<Duration>>,
}

/// Where images come from on machines that cannot have the ones that are named.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Images {
    /// A registry that has the same images.
    #[schemars(length(min = 1), extend("examples" = ["registry.example.com/mirror"]))]
    pub(crate) mirror: Field<String>,
    /// Another image for an image: `"postgres:16" = "local/postgres:15"`.
    pub(crate) substitute: Field<Entries<String>>,
}
