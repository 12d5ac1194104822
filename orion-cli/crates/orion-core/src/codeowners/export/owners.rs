//! Whom GitHub is to ask about the paths of a rule.

use std::collections::{HashMap, HashSet};

use crate::codeowners::owner::{Owner, OwnerSet};
use crate::codeowners::rules;
use crate::config::Workspace;
use crate::diagnostic::Diagnostic;
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnershipRule};

/// The code owners of rules: the lead, the members and the reviewers' leads and members; nobody where access
/// is `shared`.
#[derive(Debug, Clone, Default)]
pub struct OwnedBy {
    by_rule: HashMap<Asked, Vec<Owner>>,
    findings: Vec<Diagnostic>,
}

/// What decides whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asked {
    owner: WorkstreamId,
    review: Vec<WorkstreamId>,
    shared: bool,
}

impl Asked {
    fn of(rule: &OwnershipRule) -> Self {
        Self {
            owner: rule.owner.clone(),
            review: rule.review.clone(),
            shared: rule.access == Access::Shared,
        }
    }
}

impl OwnedBy {
    /// Looks the people of every rule up.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        let mut findings = Vec::new();
        let people: HashMap<&WorkstreamId, Vec<Owner>> = workspace
            .workstreams
            .iter()
            .map(|workstream| {
                let mut owners: Vec<Owner> = Vec::new();
                for member in workstream.lead.iter().chain(&workstream.members) {
                    match Owner::parse(&member.to_string()) {
                        Ok(owner) if owners.iter().all(|known| known.key() != owner.key()) => {
                            owners.push(owner);
                        }
                        Ok(_) => {}
                        Err(_) => findings.push(rules::unusable_member(workstream, member)),
                    }
                }
                (&workstream.id, owners)
            })
            .collect();
        let mut by_rule: HashMap<Asked, Vec<Owner>> = HashMap::new();
        let mut unknown: HashSet<WorkstreamId> = HashSet::new();
        for rule in workspace.rules() {
            by_rule.entry(Asked::of(rule)).or_insert_with_key(|asked| {
                if asked.shared {
                    return Vec::new();
                }
                let mut owners: Vec<Owner> = Vec::new();
                for id in std::iter::once(&asked.owner).chain(&asked.review) {
                    let known = people.get(id).map_or(&[][..], Vec::as_slice);
                    // One place is enough to see whom it is about.
                    if known.is_empty() && unknown.insert(id.clone()) {
                        findings.push(rules::nobody_to_ask(rule, id));
                    }
                    for owner in known {
                        if owners.iter().all(|listed| listed.key() != owner.key()) {
                            owners.push(owner.clone());
                        }
                    }
                }
                owners
            });
        }
        findings.dedup();
        Self { by_rule, findings }
    }

    /// The owners of a rule's paths, the lead first.
    #[must_use]
    pub fn rule(&self, rule: &OwnershipRule) -> &[Owner] {
        self.by_rule
            .get(&Asked::of(rule))
            .map_or(&[][..], Vec::as_slice)
    }

    /// The owners of a rule's paths as a set.
    #[must_use]
    pub fn set(&self, rule: &OwnershipRule) -> OwnerSet {
        self.rule(rule).iter().collect()
    }

    /// What is to be said about the people.
    pub(super) fn take_findings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.findings)
    }
}
