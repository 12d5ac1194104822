//! What a proposed `workstreams.toml` holds.

use crate::ids::WorkstreamId;
use crate::ownership::Access;

/// A first `workstreams.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it was made from, for the comment at its top: whole sentences.
    pub about: Vec<String>,
    /// `[project] name`
    pub name: String,
    /// `[project] base`
    pub base: String,
    /// Whether every workstream leaves room for its members and needs.
    pub leaves_room: bool,
    /// `[workstreams.*]`
    pub workstreams: Vec<ProposedWorkstream>,
}

/// One `[workstreams.<id>]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedWorkstream {
    /// Its key.
    pub id: WorkstreamId,
    /// What people call it.
    pub title: String,
    /// A comment above it; empty for none.
    pub about: String,
    /// Who works in it, the lead first: `@login`, `@organisation/team` or an e-mail address.
    pub members: Vec<String>,
    /// What it owns.
    pub owns: Vec<ProposedRule>,
}

/// One entry of `owns`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedRule {
    /// Which paths.
    pub pattern: String,
    /// What everyone else may do.
    pub access: Access,
    /// A comment behind it; empty for none.
    pub about: String,
}

impl ProposedRule {
    /// Full access and no comment.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        Self {
            pattern: pattern.into(),
            access: Access::Full,
            about: String::new(),
        }
    }
}
