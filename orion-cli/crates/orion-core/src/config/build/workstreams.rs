//! `[workstreams.*]`, and the rules between workstreams.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::Builder;
use super::builder::Placed;
use super::plan::PlacedNeed;
use crate::config::graph::Edge;
use crate::config::raw;
use crate::config::rules::{
    continuous, duplicate_number, needs_cycle, phases_and_estimate, unknown_phase,
};
use crate::config::{Need, Workstream};
use crate::ids::{ContractName, PhaseName, WorkstreamId};

/// What the rules between workstreams need beside the model.
#[derive(Default)]
pub(super) struct Relations {
    /// Numbers and where they stand.
    numbers: Vec<(u32, Range<usize>)>,
    /// Who needs whom.
    needs: Vec<RelatedNeed>,
    /// Which workstreams are continuous, and where they say so.
    continuous: HashMap<WorkstreamId, Range<usize>, RandomState>,
    /// The contracts that prove deliverables.
    pub(super) contracts: Vec<Placed<ContractName>>,
}

/// A need by its place in the model, and the places in the file that rules point at.
struct RelatedNeed {
    /// The index of the workstream that needs.
    of: usize,
    /// The index among its needs.
    at: usize,
    /// Where the other workstream is named.
    on: Range<usize>,
    /// Where its phase is named.
    phase: Option<Placed<PhaseName>>,
}

impl RelatedNeed {
    fn need<'w>(&self, workstreams: &'w [Workstream]) -> &'w Need {
        &workstreams[self.of].needs[self.at]
    }
}

impl Builder<'_> {
    pub(super) fn workstreams(
        &mut self,
        field: raw::Field<raw::Entries<raw::Table<raw::Workstream>>>,
        relations: &mut Relations,
    ) -> Vec<Workstream> {
        let entries = self.value(field).map(|entries| entries.value);
        let entries = entries.unwrap_or_default().0;
        let mut workstreams = Vec::with_capacity(entries.len());
        for (key, table) in entries {
            let id = self.read::<WorkstreamId>(key.get_ref(), key.span());
            let table = self.table(table, &format!("`[workstreams.{}]`", key.get_ref()));
            if let (Some(id), Some(table)) = (id, table) {
                let index = workstreams.len();
                workstreams.push(self.one_workstream(&id.value, index, table.value, relations));
            }
        }
        self.between_workstreams(relations, &workstreams);
        let rules: Vec<_> = workstreams
            .iter()
            .flat_map(|workstream| &workstream.owns)
            .collect();
        self.between_rules(&rules);
        workstreams
    }

    fn one_workstream(
        &mut self,
        id: &WorkstreamId,
        index: usize,
        table: raw::Workstream,
        relations: &mut Relations,
    ) -> Workstream {
        let ends = [
            ("estimate", table.estimate.span()),
            ("days", table.days.span()),
            ("phases", table.phases.span()),
            ("needs", table.needs.span()),
        ];
        let raw::Workstream {
            number,
            title,
            lead,
            members,
            estimate,
            days,
            continuous,
            needs,
            phases,
            leave,
            deliverables,
            owns,
        } = table;
        let number = self.whole::<u32, _, _>(number);
        if let Some(number) = &number {
            relations.numbers.push((number.value, number.span.clone()));
        }
        let continuous = self.value(continuous);
        self.no_end(id, continuous.as_ref(), &ends, relations);
        let placed = self.needs(needs);
        let mut needs = Vec::with_capacity(placed.len());
        for PlacedNeed { need, on, phase } in placed {
            relations.needs.push(RelatedNeed {
                of: index,
                at: needs.len(),
                on,
                phase,
            });
            needs.push(need);
        }
        Workstream {
            id: id.clone(),
            number: number.map(|number| number.value),
            title: self
                .filled(title)
                .map_or_else(|| id.to_string(), |title| title.value),
            lead: self.text(lead).map(|lead| lead.value),
            members: self.members(members),
            estimate: self.estimate(estimate),
            days: self.window(days),
            continuous: continuous.is_some_and(|continuous| continuous.value),
            needs,
            phases: self.phases(phases),
            leave: self.leave(leave),
            deliverables: self.deliverables(deliverables, &mut relations.contracts),
            owns: self.owns(owns, id),
        }
    }

    /// What is continuous has no end, and what has phases has its end from them.
    fn no_end(
        &mut self,
        id: &WorkstreamId,
        continuous: Option<&Placed<bool>>,
        ends: &[(&str, Option<Range<usize>>); 4],
        relations: &mut Relations,
    ) {
        let there = |at: usize| ends[at].1.clone().map(|span| (ends[at].0, span));
        if let Some(continuous) = continuous.filter(|continuous| continuous.value) {
            for (key, span) in (0..4).filter_map(there) {
                let finding = continuous::with_end(id.as_str(), key, span, continuous.span.clone());
                self.report(finding);
            }
            relations
                .continuous
                .insert(id.clone(), continuous.span.clone());
        } else if let Some((_, phases)) = there(2) {
            for (key, span) in (0..2).filter_map(there) {
                let finding = phases_and_estimate::finding(id.as_str(), key, span, phases.clone());
                self.report(finding);
            }
        }
    }

    fn between_workstreams(&mut self, relations: &Relations, workstreams: &[Workstream]) {
        let findings = duplicate_number::check("workstream", &relations.numbers);
        self.findings.extend(findings);
        let by_id: HashMap<&WorkstreamId, &Workstream, RandomState> = workstreams
            .iter()
            .map(|workstream| (&workstream.id, workstream))
            .collect();
        for related in &relations.needs {
            let need = related.need(workstreams);
            if let Some(continuous) = relations.continuous.get(&need.on) {
                let on = related.on.clone();
                let finding = continuous::needed(need.on.as_str(), on, continuous.clone());
                self.report(finding);
            }
            if let Some(phase) = &related.phase
                && let Some(workstream) = by_id.get(&need.on)
            {
                let names = || workstream.phases.iter().map(|phase| phase.name.as_str());
                if !names().any(|name| name == phase.value.as_str()) {
                    let finding =
                        unknown_phase::finding(phase.value.as_str(), names(), phase.span.clone());
                    self.report(finding);
                }
            }
        }
        // What is continuous is refused above; a circle through it would say the same again.
        let ends = |id: &WorkstreamId| !relations.continuous.contains_key(id);
        let edges: Vec<Edge<'_>> = relations
            .needs
            .iter()
            .map(|related| {
                (
                    related,
                    &workstreams[related.of].id,
                    related.need(workstreams),
                )
            })
            .filter(|(_, from, need)| ends(from) && ends(&need.on))
            .map(|(related, from, need)| Edge {
                from: from.as_str(),
                to: need.on.as_str(),
                span: related.on.clone(),
            })
            .collect();
        self.findings.extend(needs_cycle::check(&edges));
    }
}
