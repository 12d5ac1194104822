//! What `orion owner` reports.

use orion_core::ids::WorkstreamId;
use orion_core::judge::{OwnerNote, RuleReference, hex_where_not_utf8};
use orion_core::ownership::{Access, OwnershipRule};
use orion_core::path::RepoPath;
use schemars::JsonSchema;
use serde::Serialize;

/// Whose a path is, and by what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ownership {
    /// Whose it is; `null` where nobody owns it.
    pub owner: Option<WorkstreamId>,
    /// What the rule grants; `null` where nobody owns the path.
    pub access: Option<Access>,
    /// The rule that decides; `null` where none does.
    pub rule: Option<RuleReference>,
    /// Whose approval a pull request needs besides the owner's.
    pub reviewers: Vec<WorkstreamId>,
}

impl Ownership {
    /// What a rule says; nothing when there is none.
    #[must_use]
    pub fn by(rule: Option<&OwnershipRule>) -> Self {
        rule.map_or_else(Self::default, |rule| Self {
            owner: Some(rule.owner.clone()),
            access: Some(rule.access),
            rule: Some(RuleReference::to(rule)),
            reviewers: rule.review.clone(),
        })
    }
}

/// A path and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnedPath {
    /// The path.
    pub path: RepoPath,
    /// The path's bytes in hexadecimal, only where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// Whose it is.
    #[serde(flatten)]
    pub ownership: Ownership,
}

impl OwnedPath {
    /// Whose a path is.
    #[must_use]
    pub fn new(path: RepoPath, ownership: Ownership) -> Self {
        Self {
            path_hex: hex_where_not_utf8(&path),
            path,
            ownership,
        }
    }
}

/// What `orion owner` reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// Every path that was asked for, in that order.
    pub paths: Vec<OwnedPath>,
    /// The owners and reviewers among them, by id, for people.
    #[serde(skip)]
    pub owners: Vec<OwnerNote>,
}
