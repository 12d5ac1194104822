//! `[quality]`

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, OneOrMany, Percent, Table, Text, Whole};
use crate::ownership::OwnedPattern;

/// The targets that quality is held against.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Quality {
    /// Test coverage should be above this, in percent.
    pub(crate) coverage: Field<Percent>,
    /// At most so many lint errors.
    pub(crate) lint_errors: Field<Whole<0, 4_294_967_295>>,
    /// At most so many type errors.
    pub(crate) type_errors: Field<Whole<0, 4_294_967_295>>,
    /// At most so many open blockers.
    pub(crate) open_blockers: Field<Whole<0, 4_294_967_295>>,
    /// A pull request's first review should come within this time.
    pub(crate) review_time: Field<Text<Duration>>,
    /// Where measurements are found.
    pub(crate) reports: Field<Table<QualityReports>>,
}

/// Where measurements are found; every file that matches is read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct QualityReports {
    /// lcov, Cobertura or llvm-cov JSON.
    pub(crate) coverage: Field<OneOrMany<Text<OwnedPattern>>>,
    /// cargo's JSON messages, SARIF or ESLint's JSON.
    pub(crate) lint: Field<OneOrMany<Text<OwnedPattern>>>,
    /// cargo's JSON messages, SARIF or tsc's output.
    pub(crate) types: Field<OneOrMany<Text<OwnedPattern>>>,
    /// XML of test runs in the form of `JUnit`, as cargo-nextest writes it: what proofs by `test` are looked for in.
    pub(crate) tests: Field<OneOrMany<Text<OwnedPattern>>>,
}
