//! `[gates.*]`

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, Given, OneOrMany, Table, Text, Word};
use crate::config::{BuiltInCheck, GateName};
use crate::ids::StepName;
use crate::ownership::OwnedPattern;

/// What must hold before a commit, on a push and on a pull request.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Gates {
    /// Before a commit.
    pub(crate) pre_commit: Field<Table<Gate>>,
    /// On a push.
    pub(crate) push: Field<Table<Gate>>,
    /// On a pull request.
    pub(crate) pr: Field<Table<Gate>>,
}

/// Steps that must all succeed. Those that do not wait on each other run side by side.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Gate {
    /// Gates whose steps are run too.
    pub(crate) includes: Field<Vec<Given<Word<GateName>>>>,
    /// How long one step may take that says nothing of it.
    pub(crate) timeout: Field<Text<Duration>>,
    /// The steps.
    pub(crate) steps: Field<Vec<Given<Table<Step>>>>,
}

/// One step: a command, or one of Orion's own checks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "required" = ["name"],
    "oneOf" = [{ "required": ["run"] }, { "required": ["check"] }],
))]
pub(crate) struct Step {
    /// What other steps call it.
    pub(crate) name: Field<Text<StepName>>,
    /// The command. A string goes through the shell, an array does not. It needs `orion trust`.
    ///
    /// An argument of an array that holds `{package}`, `{workstream}` or `{file}` is repeated for each one that the
    /// change affects; where there is none, the step is skipped. Every command finds them in its environment too:
    /// `ORION_AFFECTED_PACKAGES` and `ORION_AFFECTED_WORKSTREAMS`, separated by spaces, and `ORION_CHANGED_FILES`,
    /// the name of a file with the changed files, each ended by a NUL.
    pub(crate) run: Field<OneOrMany<String>>,
    /// One of Orion's own checks.
    pub(crate) check: Field<Word<BuiltInCheck>>,
    /// Whether it sees the staged content only, not what is left unstaged in the work tree: it runs in a copy of the
    /// index, `.orion/staged`.
    #[schemars(extend("default" = false))]
    pub(crate) staged_only: Field<bool>,
    /// Whether it is skipped where the change affects nothing: no Cargo package, or in a repository without cargo no
    /// workstream. A change affects the packages whose files it touches and those that depend on them, all of them
    /// where it touches what the whole Cargo workspace shares; and the workstreams that own any of that.
    #[schemars(extend("default" = false))]
    pub(crate) affected: Field<bool>,
    /// How long it may take.
    pub(crate) timeout: Field<Text<Duration>>,
    /// Steps that must succeed first.
    pub(crate) needs: Field<Vec<Given<Text<StepName>>>>,
    /// It runs only if the change touches one of these.
    pub(crate) paths: Field<Vec<Given<Text<OwnedPattern>>>>,
    /// The command that mends what the step finds.
    pub(crate) fix: Field<OneOrMany<String>>,
}
