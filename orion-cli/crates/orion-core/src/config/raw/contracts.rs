//! `[contracts]` and `[databases.*]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, Text, Word};
use crate::config::{Dialect, DocumentTemplate};
use crate::ids::ServiceName;
use crate::path::RepoPath;

/// Where contracts and event schemas are written down.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Contracts {
    /// The document of each API contract, with `{name}` for the contract's name.
    pub(crate) documents: Field<Text<DocumentTemplate>>,
    /// The schema of each event, with `{name}` for the event's name.
    pub(crate) events: Field<Text<DocumentTemplate>>,
    /// The file in which changes to contracts are written down.
    pub(crate) changelog: Field<Text<RepoPath>>,
}

/// A database that one service has for itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Database {
    /// The service that it runs in.
    pub(crate) server: Field<Text<ServiceName>>,
    /// What its schema is written in.
    #[schemars(extend("default" = "postgresql"))]
    pub(crate) dialect: Field<Word<Dialect>>,
    /// The directory of its migrations, or its schema file.
    pub(crate) migrations: Field<Text<RepoPath>>,
}
