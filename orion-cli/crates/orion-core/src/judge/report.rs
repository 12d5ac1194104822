//! What the judge says: the struct behind `orion check`, for people and machines alike.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::OwnerNote;
use crate::change::ChangeKind;
use crate::codes::Code;
use crate::identity::Actor;
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnershipRule};
use crate::path::RepoPath;

/// The verdict on one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It may be made.
    Allowed,
    /// It may be committed; the pull request needs somebody's approval.
    NeedsApproval,
    /// It may not be made.
    Denied,
}

/// The rule that decided, as it stands in `workstreams.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleReference {
    /// The pattern as written.
    pub pattern: String,
    /// The line, from 1.
    pub line: usize,
    /// Whether it stands so in the base's `workstreams.toml`, and the change does away with it or weakens
    /// it; left out of the JSON otherwise.
    #[serde(skip_serializing_if = "is_false")]
    pub from_base: bool,
}

impl RuleReference {
    /// Refers to a rule of the version in force.
    #[must_use]
    pub fn to(rule: &OwnershipRule) -> Self {
        Self {
            pattern: rule.pattern.as_str().to_owned(),
            line: rule.line,
            from_base: false,
        }
    }
}

/// One change and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct JudgedChange {
    /// The path.
    pub path: RepoPath,
    /// The path's bytes in hexadecimal, only where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// Where the content came from, for a rename or a copy.
    pub previous_path: Option<RepoPath>,
    /// Where the content of a deleted path went; left out of the JSON when it went nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<RepoPath>,
    /// What happened.
    pub kind: ChangeKind,
    /// Whose it is.
    pub owner: Option<WorkstreamId>,
    /// What the rule grants; `null` where nobody owns the path.
    pub access: Option<Access>,
    /// The rule that decided.
    pub rule: Option<RuleReference>,
    /// Whose approval the pull request needs.
    pub reviewers: Vec<WorkstreamId>,
    /// The verdict.
    pub verdict: Verdict,
    /// The rule that was broken or that asks for approval; `null` when nothing is to be said.
    pub code: Option<Code>,
    /// What was refused or asked for and why, in one sentence for people; left out of the JSON when there is
    /// nothing to say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The exact command to go on with.
    pub next: Option<String>,
}

/// How many changes came out how. The first three add up to all; `unowned` counts across them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Changes that may be made.
    pub allowed: usize,
    /// Changes that need an approval in the pull request.
    pub needs_approval: usize,
    /// Changes that are refused.
    pub denied: usize,
    /// Changes to paths that nobody owns, whatever their verdict.
    pub unowned: usize,
}

/// A commit that was made past a refusal, with the reason its author gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OverrideReport {
    /// The commit's full id; `null` for the commit being made.
    pub commit: Option<String>,
    /// The reason from `ORION_OVERRIDE` or the `Orion-Override:` trailer.
    pub reason: String,
    /// The refused paths it let through.
    pub paths: Vec<RepoPath>,
    /// Whose approval that needs.
    pub needs: Vec<WorkstreamId>,
}

/// What `orion check` reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "orion check --json")]
pub struct CheckReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// Who is acting.
    pub actor: Actor,
    /// Every change, in git's order of paths.
    pub changes: Vec<JudgedChange>,
    /// The counts.
    pub summary: Summary,
    /// Overrides in force; left out of the JSON when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<OverrideReport>,
    /// The workstreams that the changes with a code mention, as owner or reviewer; left out of the JSON when
    /// there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<OwnerNote>,
    /// What is worth knowing about how the verdict came about, for the conversation rather than the answer.
    #[serde(skip)]
    pub notices: Vec<String>,
}

/// The bytes in hexadecimal, of a path that JSON cannot hold as it is.
#[must_use]
pub fn hex_where_not_utf8(path: &RepoPath) -> Option<String> {
    path.as_utf8().is_none().then(|| {
        path.as_bytes()
            .iter()
            .fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
    })
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference to the predicate"
)]
fn is_false(value: &bool) -> bool {
    !value
}
