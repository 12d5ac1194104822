//! `[project]`, `[ownership]` and `[identity]`

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Day, Field, Given, Text, Word};
use crate::config::{BranchTemplate, Member, RepositoryName, UnownedPolicy, WorkingHours};
use crate::ownership::OwnedPattern;

/// What is built here, and when people work on it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["name"]))]
pub(crate) struct Project {
    /// What the project is called.
    #[schemars(length(min = 1))]
    pub(crate) name: Field<String>,
    /// Where it is on GitHub. Default: the `origin` remote.
    pub(crate) repository: Field<Text<RepositoryName>>,
    /// The branch that work is merged into.
    #[schemars(length(min = 1), extend("default" = "main"))]
    pub(crate) base: Field<String>,
    /// Who answers for the whole, and is told when nothing else helps.
    pub(crate) lead: Field<Text<Member>>,
    /// Day 1 of the plan. Without it the plan is in days only.
    pub(crate) start: Field<Day>,
    /// The day by whose end everything should be done.
    pub(crate) deadline: Field<Day>,
    /// The days of the week that count.
    #[schemars(length(min = 1), extend("default" = ["mon", "tue", "wed", "thu", "fri"]))]
    pub(crate) workdays: Field<Vec<Given<Word<Weekday>>>>,
    /// The hours that count for clocks in `business` mode.
    pub(crate) hours: Field<Text<WorkingHours>>,
    /// The zone that days and hours are in. Default: UTC.
    pub(crate) timezone: Field<Text<TimeZone>>,
    /// Days on which nobody works.
    pub(crate) holidays: Field<Vec<Given<Day>>>,
}

/// What holds for paths that nobody owns.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Ownership {
    /// What a path without an owner means.
    #[schemars(extend("default" = "warn"))]
    pub(crate) unowned: Field<Word<UnownedPolicy>>,
    /// Paths that had no owner when the boundaries were drawn: what is unowned in here is neither reported
    /// nor refused.
    pub(crate) baseline: Field<Vec<Given<Text<OwnedPattern>>>>,
}

/// How Orion finds out for which workstream somebody works.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Identity {
    /// How a branch's name tells the workstream.
    pub(crate) branch: Field<Text<BranchTemplate>>,
}
