//! A deliverable after its proof was looked at.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::config::{Deliverable, Proof, Workspace, Workstream};
use orion_core::evidence::{Mark, Outcome, ProofMemory};

use super::flight::Flight;
use super::memory::StatusMemory;
use super::ports::BaseBranch;
use super::proof::{NamedProof, reproduce};
use super::prove::{Look, Prover, Tree, document, is_of_tree, may_change};
use super::report::{DeliverableReport, LastKnownReport};
use crate::ports::RepositoryError;

/// A deliverable with what was seen of it.
pub(super) struct Looked<'w> {
    /// What it is remembered by.
    pub(super) key: String,
    pub(super) deliverable: &'w Deliverable,
    pub(super) outcome: Outcome,
    /// What it was before it became unknown.
    last: Option<Outcome>,
    /// The branches that prove it while the base does not: indices into the flights.
    pub(super) on: Vec<usize>,
    report: DeliverableReport,
}

impl<G> Prover<'_, G> {
    /// Remembers what was seen of a deliverable.
    pub(super) fn looked<'w>(
        &self,
        workstream: &Workstream,
        deliverable: &'w Deliverable,
        look: Look,
        memory: &mut StatusMemory,
    ) -> Looked<'w> {
        let (base, workspace, now) = (self.base, self.workspace, self.now);
        let proof = &deliverable.proof;
        let named = NamedProof::of(proof);
        let key = format!("{}/{}", workstream.id, deliverable.name);
        let mark = Mark {
            commit: base.commit.clone(),
            at: now,
        };
        let before = memory.proofs.get(&key);
        let kept = ProofMemory::after(before, &named.key(), look.outcome, &mark);
        let last = kept
            .last
            .clone()
            .filter(|_| look.outcome == Outcome::Unknown);
        let last_outcome = last.as_ref().map(|seen| seen.outcome);
        let document = document(proof, workspace).map(|path| path.to_string());
        let report = DeliverableReport {
            name: deliverable.name.clone(),
            weight: deliverable.weight.get(),
            proof: named.kind,
            subject: named.subject,
            outcome: look.outcome.word(),
            share: look.outcome.share(),
            evidence: look.evidence,
            source: named.source,
            as_of: look.as_of,
            stale: look.stale,
            last_known: last.map(|seen| LastKnownReport {
                outcome: seen.outcome.word(),
                share: seen.outcome.share().unwrap_or_default(),
                seen: seen.mark,
            }),
            regressed_since: kept.regressed.clone(),
            in_flight_on: Vec::new(),
            reproduce: reproduce(proof, &base.commit, document.as_deref()),
        };
        memory.proofs.insert(key.clone(), kept);
        Looked {
            key,
            deliverable,
            outcome: look.outcome,
            last: last_outcome,
            on: Vec::new(),
            report,
        }
    }
}

impl Looked<'_> {
    /// What is known of it now, else what was known last.
    pub(super) fn last_known(&self) -> Outcome {
        self.last.unwrap_or(self.outcome)
    }

    /// Looks for it on branches, where the base does not have it.
    pub(super) fn find_on<G: BaseBranch>(
        &mut self,
        flights: &[Flight],
        trees: &[Tree<'_, G>],
        workspace: &Workspace,
        memory: &mut StatusMemory,
        used: &mut BTreeSet<String>,
    ) -> Result<(), RepositoryError> {
        let proof = &self.deliverable.proof;
        let is_open = self.outcome.share().is_some_and(|share| share < 1.0);
        if !is_open || !is_of_tree(proof) {
            return Ok(());
        }
        for (index, (flight, tree)) in flights.iter().zip(trees).enumerate() {
            let mut paths = flight.paths();
            if !paths.any(|path| may_change(proof, path.as_bytes(), workspace)) {
                continue;
            }
            let answer = tree.answer(proof, workspace, &mut memory.trees, used)?;
            if answer.is_some_and(|answer| answer.outcome == Outcome::Proved) {
                self.on.push(index);
                self.report.in_flight_on.push(flight.branch.name.clone());
            }
        }
        Ok(())
    }

    /// Whether something of it may be in a branch: one proves it, or its proof is of no tree and the branch is its
    /// workstream's.
    pub(super) fn may_be_in(&self, flight: usize, is_own: bool) -> bool {
        if is_of_tree(&self.deliverable.proof) {
            self.on.contains(&flight)
        } else {
            is_own
        }
    }

    /// Whether a request is about it.
    pub(super) fn is_subject(&self, subject: &[String]) -> bool {
        subject.iter().any(|text| match &self.deliverable.proof {
            Proof::Contract(name) => text == name.as_str(),
            Proof::Path(path) | Proof::Checklist(path) => *text == path.to_string(),
            _ => false,
        })
    }

    pub(super) fn report(&self) -> DeliverableReport {
        self.report.clone()
    }
}

/// Weights of open deliverables that branches prove.
pub(super) fn in_flight(looked: &[Looked<'_>]) -> f64 {
    let open = looked.iter().filter(|it| !it.on.is_empty());
    open.map(|it| {
        let left = 1.0 - it.outcome.share().unwrap_or_default();
        f64::from(it.deliverable.weight.get()) * left
    })
    // The sum of nothing would be a negative zero.
    .fold(0.0, |sum, weight| sum + weight)
}

/// All deliverables, by their workstreams' ids.
pub(super) type AllLooked<'w> = BTreeMap<orion_core::ids::WorkstreamId, Vec<Looked<'w>>>;
