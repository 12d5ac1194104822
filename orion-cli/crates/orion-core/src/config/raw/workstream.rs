//! `[workstreams.*]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Day, Estimate, Field, Given, Length, OneOrMany, Owns, ShortOrTable, Table, Text, Whole, Word,
};
use crate::config::{LinkKind, Member};
use crate::ids::{ContractName, PhaseName, WorkstreamId};
use crate::ownership::OwnedPattern;
use crate::path::RepoPath;

/// A first and a last day of the plan, counted from 1, both included.
pub(crate) type Window = Vec<Given<Whole<1, 100_000>>>;

/// A stretch of work that one team answers for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Workstream {
    /// Its number on the plan.
    pub(crate) number: Field<Whole<1, 9_999>>,
    /// What people call it. Default: its id.
    #[schemars(length(min = 1))]
    pub(crate) title: Field<String>,
    /// Who answers for it.
    pub(crate) lead: Field<Text<Member>>,
    /// Who works in it: `@login`, `@org/team` or an e-mail address.
    pub(crate) members: Field<Vec<Given<Text<Member>>>>,
    /// How long it takes.
    pub(crate) estimate: Field<Estimate>,
    /// When it is to be done: the first and the last day, counted from 1, both included.
    #[schemars(length(min = 2, max = 2), extend("examples" = [[3, 7]]))]
    pub(crate) days: Field<Window>,
    /// Whether it has no end: it accompanies the others and is outside the critical path.
    #[schemars(extend("default" = false))]
    pub(crate) continuous: Field<bool>,
    /// What it waits on: workstreams that must be finished, or links that say otherwise.
    pub(crate) needs: Field<Vec<Given<Need>>>,
    /// Its parts, one after the other.
    pub(crate) phases: Field<Vec<Given<Table<Phase>>>>,
    /// When nobody in it works.
    pub(crate) leave: Field<Vec<Given<Table<Leave>>>>,
    /// What it delivers: the evidence that progress is derived from.
    pub(crate) deliverables: Field<Vec<Given<Table<Deliverable>>>>,
    /// What it owns. The most specific pattern decides a path; the order does not matter.
    pub(crate) owns: Field<Vec<Given<Owns>>>,
}

/// A workstream that must be finished, or a link that says more.
pub(crate) type Need = ShortOrTable<Text<WorkstreamId>, NeedTable>;

/// How one workstream waits on another.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(rename = "Need", extend("required" = ["on"]))]
pub(crate) struct NeedTable {
    /// The workstream it waits on.
    pub(crate) on: Field<Text<WorkstreamId>>,
    /// The phase of it, where not the whole of it is needed.
    pub(crate) phase: Field<Text<PhaseName>>,
    /// How it waits.
    #[schemars(extend("default" = "fs"))]
    pub(crate) link: Field<Word<LinkKind>>,
    /// How much later, in working days; negative for earlier.
    #[schemars(extend("default" = "0d"))]
    pub(crate) lag: Field<Length>,
}

/// A part of a workstream.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["name"]))]
pub(crate) struct Phase {
    /// What links call it.
    pub(crate) name: Field<Text<PhaseName>>,
    /// What people call it. Default: its name.
    #[schemars(length(min = 1))]
    pub(crate) title: Field<String>,
    /// How long it takes.
    pub(crate) estimate: Field<Estimate>,
    /// When it is to be done: the first and the last day, counted from 1, both included.
    #[schemars(length(min = 2, max = 2), extend("examples" = [[1, 2]]))]
    pub(crate) days: Field<Window>,
}

/// Days on which nobody in a workstream works.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["from"]))]
pub(crate) struct Leave {
    /// The first day.
    pub(crate) from: Field<Day>,
    /// The last day. Default: the first.
    pub(crate) to: Field<Day>,
}

/// Something a workstream delivers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["name", "proof"]))]
pub(crate) struct Deliverable {
    /// What is delivered.
    #[schemars(length(min = 1))]
    pub(crate) name: Field<String>,
    /// How much of the workstream it is, relative to its other deliverables.
    #[schemars(extend("default" = 1))]
    pub(crate) weight: Field<Whole<1, 1_000_000>>,
    /// What shows that it is there.
    pub(crate) proof: Field<Table<Proof>>,
}

/// What shows that a deliverable is there: exactly one of these, looked at on the base branch.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    { "required": ["test"] }, { "required": ["path"] }, { "required": ["glob"] },
    { "required": ["contract"] }, { "required": ["issue"] }, { "required": ["milestone"] },
    { "required": ["command"] }, { "required": ["checklist"] },
], "dependentRequired" = { "at-least": ["glob"] }))]
pub(crate) struct Proof {
    /// A test that passed in the last recorded run.
    #[schemars(length(min = 1), extend("examples" = ["auth::issues_tokens"]))]
    pub(crate) test: Field<String>,
    /// A path that is there.
    pub(crate) path: Field<Text<RepoPath>>,
    /// A pattern that files match.
    pub(crate) glob: Field<Text<OwnedPattern>>,
    /// How many files must match `glob`.
    #[schemars(extend("default" = 1))]
    pub(crate) at_least: Field<Whole<1, 1_000_000>>,
    /// A contract whose document exists and is served by its provider.
    pub(crate) contract: Field<Text<ContractName>>,
    /// An issue that is closed on GitHub.
    pub(crate) issue: Field<Whole<1, 4_294_967_295>>,
    /// The title of a milestone that is closed on GitHub.
    #[schemars(length(min = 1))]
    pub(crate) milestone: Field<String>,
    /// A command that exits with 0. A string goes through the shell, an array does not. It needs `orion trust`.
    pub(crate) command: Field<OneOrMany<String>>,
    /// A Markdown file whose boxes are ticked.
    pub(crate) checklist: Field<Text<RepoPath>>,
}
