//! The whole file.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Contracts, Database, Entries, EscalationLevel, Field, Gates, Given, Identity, Images,
    NAME_PATTERN, Notices, Ownership, Project, Quality, Service, Sla, Table, Whole, Workstream,
};

/// Orion's one file: who owns what, what waits on what, what runs, and what must hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(
    rename = "workstreams.toml",
    extend("required" = ["schema", "project"]),
)]
pub(crate) struct File {
    /// The version of this format: 1.
    pub(crate) schema: Field<Whole<1, 1>>,
    /// What is built here, and when people work on it.
    pub(crate) project: Field<Table<Project>>,
    /// What holds for paths that nobody owns.
    pub(crate) ownership: Field<Table<Ownership>>,
    /// How Orion finds out for which workstream somebody works.
    pub(crate) identity: Field<Table<Identity>>,
    /// The workstreams, each under an id of letters, digits, `-`, `_` and `.`.
    #[schemars(extend("propertyNames" = { "pattern": NAME_PATTERN }))]
    pub(crate) workstreams: Field<Entries<Table<Workstream>>>,
    /// How soon reviews are due.
    pub(crate) sla: Field<Table<Sla>>,
    /// What happens when nobody answers, level by level.
    pub(crate) escalation: Field<Vec<Given<Table<EscalationLevel>>>>,
    /// Where notices go.
    pub(crate) notices: Field<Table<Notices>>,
    /// Where contracts and event schemas are written down.
    pub(crate) contracts: Field<Table<Contracts>>,
    /// The databases, each under its name. Where none is described, a service's `database` is just a name.
    #[schemars(extend("propertyNames" = { "pattern": NAME_PATTERN }))]
    pub(crate) databases: Field<Entries<Table<Database>>>,
    /// What runs: services, databases' servers, brokers, each under its name.
    #[schemars(extend("propertyNames" = { "pattern": NAME_PATTERN }))]
    pub(crate) services: Field<Entries<Table<Service>>>,
    /// Where images come from on machines that cannot have the ones that are named.
    pub(crate) images: Field<Table<Images>>,
    /// What must hold before a commit, on a push and on a pull request.
    pub(crate) gates: Field<Table<Gates>>,
    /// The targets that quality is held against.
    pub(crate) quality: Field<Table<Quality>>,
}
