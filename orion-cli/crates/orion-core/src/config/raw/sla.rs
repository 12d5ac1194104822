//! `[sla]`

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, ShortOrTable, Text, Word};
use crate::config::ClockMode;

/// How soon reviews are due.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Sla {
    /// For requests to change a contract.
    #[schemars(extend("default" = "24h"))]
    pub(crate) contract_review: Field<ReviewClock>,
    /// For requests to change a database schema.
    #[schemars(extend("default" = "48h"))]
    pub(crate) schema_review: Field<ReviewClock>,
    /// Which time these clocks count.
    #[schemars(extend("default" = "weekday"))]
    pub(crate) mode: Field<Word<ClockMode>>,
}

/// A duration, or a table that also says which time counts.
pub(crate) type ReviewClock = ShortOrTable<Text<Duration>, ReviewClockTable>;

/// How soon a review is due.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(rename = "ReviewClock", extend("required" = ["within"]))]
pub(crate) struct ReviewClockTable {
    /// The time the reviewer has.
    pub(crate) within: Field<Text<Duration>>,
    /// Which time counts. Default: the `mode` of `[sla]`.
    pub(crate) mode: Field<Word<ClockMode>>,
}
