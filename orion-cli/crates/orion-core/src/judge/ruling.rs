//! What one rule says of one change, and which of several sayings holds.

use super::{RuleReference, Verdict};
use crate::codes::Code;
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnershipRule};

/// What one rule says of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    pub(super) code: Option<Code>,
    pub(super) owner: Option<WorkstreamId>,
    pub(super) access: Option<Access>,
    pub(super) rule: Option<RuleReference>,
    /// Whose approval the pull request needs.
    pub(super) reviewers: Vec<WorkstreamId>,
    /// Whose approval it needs where an override lets the change through.
    pub(super) override_needs: Vec<WorkstreamId>,
    /// What was refused or asked for, in one sentence; empty when there is nothing to say.
    pub(super) reason: String,
    pub(super) next: Option<String>,
}

impl Ruling {
    /// Allowed by a rule, or by there being none.
    pub(super) fn allowed(rule: Option<&OwnershipRule>) -> Self {
        Self {
            verdict: Verdict::Allowed,
            code: None,
            owner: rule.map(|rule| rule.owner.clone()),
            access: rule.map(|rule| rule.access),
            rule: rule.map(RuleReference::to),
            reviewers: Vec::new(),
            override_needs: Vec::new(),
            reason: String::new(),
            next: None,
        }
    }

    /// The stricter of two, this one where they are equally strict; reviewers are asked by either.
    pub(super) fn stricter(self, other: Self) -> Self {
        let rank = |ruling: &Self| (ruling.verdict, ruling.code.is_some());
        let (mut chosen, rest) = if rank(&other) > rank(&self) {
            (other, self)
        } else {
            (self, other)
        };
        add_each_once(&mut chosen.reviewers, rest.reviewers);
        add_each_once(&mut chosen.override_needs, rest.override_needs);
        chosen
    }
}

/// Adds workstreams that are not in the list yet.
pub(super) fn add_each_once(
    list: &mut Vec<WorkstreamId>,
    more: impl IntoIterator<Item = WorkstreamId>,
) {
    for workstream in more {
        if !list.contains(&workstream) {
            list.push(workstream);
        }
    }
}
