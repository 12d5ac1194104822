//! Who the workstreams are that a report speaks of.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::Policies;
use super::report::JudgedChange;
use crate::config::{Member, Workstream};
use crate::ids::WorkstreamId;

/// A workstream that a report mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerNote {
    /// Its id.
    pub id: WorkstreamId,
    /// What people call it.
    pub title: String,
    /// Who answers for it: `@login`, `@org/team` or an e-mail address.
    pub lead: Option<String>,
}

impl OwnerNote {
    /// Says who a workstream is.
    #[must_use]
    pub fn new(workstream: &Workstream) -> Self {
        Self {
            id: workstream.id.clone(),
            title: workstream.title.clone(),
            lead: workstream.lead.as_ref().map(|lead| match lead {
                Member::Login(name) | Member::Team(name) => format!("@{name}"),
                Member::Email(address) => address.clone(),
            }),
        }
    }
}

/// The owners and reviewers of the changes of which there is something to say, by id.
pub(super) fn owners_mentioned(changes: &[JudgedChange], policies: &Policies) -> Vec<OwnerNote> {
    let mentioned: BTreeSet<&WorkstreamId> = changes
        .iter()
        .filter(|change| change.code.is_some())
        .flat_map(|change| change.owner.iter().chain(&change.reviewers))
        .collect();
    let versions = policies.workspaces();
    mentioned
        .into_iter()
        .filter_map(|id| {
            versions
                .iter()
                .find_map(|workspace| workspace.workstream(id))
        })
        .map(OwnerNote::new)
        .collect()
}
