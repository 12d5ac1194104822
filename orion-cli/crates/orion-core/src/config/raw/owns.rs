//! An entry of `owns`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, Given, OneOrMany, ShortOrTable, Table, Text, Word};
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnedPattern};

/// A pattern, or a table with a pattern and what holds for it.
pub(crate) type Owns = ShortOrTable<Text<OwnedPattern>, OwnsTable>;

/// Paths, and what holds for them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(rename = "Owns", extend("required" = ["path"]))]
pub(crate) struct OwnsTable {
    /// Which paths.
    pub(crate) path: Field<Text<OwnedPattern>>,
    /// What the owner and everyone else may do.
    #[schemars(extend("default" = "full"))]
    pub(crate) access: Field<Word<Access>>,
    /// Workstreams whose approval a pull request needs too.
    pub(crate) review: Field<Vec<Given<Text<WorkstreamId>>>>,
    /// These paths are made from others: they may change by anyone when their source changes too.
    pub(crate) derived: Field<Table<Derived>>,
}

/// What derived paths are made from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["from"]))]
pub(crate) struct Derived {
    /// The source, or several.
    pub(crate) from: Field<OneOrMany<Text<OwnedPattern>>>,
}
