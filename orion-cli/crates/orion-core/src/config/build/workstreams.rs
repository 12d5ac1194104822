//! `[workstreams.*]`, and the rules between workstreams.

use std::collections::HashMap;
use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use super::plan::PlacedNeed;
use crate::config::Workstream;
use crate::config::graph::Edge;
use crate::config::raw;
use crate::config::rules::{
    continuous, duplicate_number, needs_cycle, phases_and_estimate, unknown_phase,
};
use crate::ids::{ContractName, WorkstreamId};

/// What the rules between workstreams need beside the model.
#[derive(Default)]
pub(super) struct Relations {
    /// Numbers and where they stand.
    numbers: Vec<(u32, Range<usize>)>,
    /// Who needs whom.
    needs: Vec<(WorkstreamId, PlacedNeed)>,
    /// Which workstreams are continuous, and where they say so.
    continuous: HashMap<WorkstreamId, Range<usize>>,
    /// The contracts that prove deliverables.
    pub(super) contracts: Vec<Placed<ContractName>>,
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
                workstreams.push(self.one_workstream(&id.value, table.value, relations));
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
        let needs = self.needs(needs);
        let workstream = Workstream {
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
            needs: needs.iter().map(|placed| placed.need.clone()).collect(),
            phases: self.phases(phases),
            leave: self.leave(leave),
            deliverables: self.deliverables(deliverables, &mut relations.contracts),
            owns: self.owns(owns, id),
        };
        let needs = needs.into_iter().map(|need| (id.clone(), need));
        relations.needs.extend(needs);
        workstream
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
        let by_id: HashMap<&WorkstreamId, &Workstream> = workstreams
            .iter()
            .map(|workstream| (&workstream.id, workstream))
            .collect();
        for (_, PlacedNeed { need, on, phase }) in &relations.needs {
            if let Some(continuous) = relations.continuous.get(&need.on) {
                let finding = continuous::needed(need.on.as_str(), on.clone(), continuous.clone());
                self.report(finding);
            }
            if let (Some(phase), Some(workstream)) = (phase, by_id.get(&need.on)) {
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
            .filter(|(from, placed)| ends(from) && ends(&placed.need.on))
            .map(|(from, placed)| Edge {
                from: from.as_str(),
                to: placed.need.on.as_str(),
                span: placed.on.clone(),
            })
            .collect();
        self.findings.extend(needs_cycle::check(&edges));
    }
}
