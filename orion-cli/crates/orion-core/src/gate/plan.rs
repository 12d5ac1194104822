//! Which steps a gate has, and which of them wait for which.

use std::time::Duration;

use thiserror::Error;

use crate::config::{GateName, Gates, Step};
use crate::ids::StepName;

/// A step of a gate that is to be run, or of one that it includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStep {
    /// The gate that it stands in.
    pub gate: GateName,
    /// The step.
    pub step: Step,
    /// How long it may take: what the step says, or else its gate.
    pub timeout: Option<Duration>,
    /// The steps that must succeed first, as places in the plan.
    pub needs: Vec<usize>,
}

/// A step that was asked for by name and is not there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("gate `{}` has no step `{name}`", .gate.as_str())]
pub struct UnknownStep {
    /// The gate.
    pub gate: GateName,
    /// What was asked for.
    pub name: String,
    /// The names of its steps.
    pub known: Vec<StepName>,
}

/// The steps of a gate and of those that it includes, each gate once, included ones first. Where `only` names steps,
/// it is those and what they need.
///
/// # Errors
/// [`UnknownStep`].
pub fn plan(
    gates: &Gates,
    gate: GateName,
    only: &[String],
) -> Result<Vec<PlannedStep>, UnknownStep> {
    let mut order = Vec::new();
    visit(gates, gate, &mut order);
    let mut all: Vec<PlannedStep> = Vec::new();
    for gate in &order {
        let table = gates.get(*gate);
        all.extend(table.steps.iter().map(|step| PlannedStep {
            gate: *gate,
            step: step.clone(),
            timeout: step.timeout.or(table.timeout),
            needs: Vec::new(),
        }));
    }
    let needs: Vec<Vec<usize>> = all.iter().map(|planned| needs_of(planned, &all)).collect();
    for (planned, needs) in all.iter_mut().zip(needs) {
        planned.needs = needs;
    }
    if only.is_empty() {
        return Ok(all);
    }
    for name in only {
        if !all.iter().any(|planned| planned.step.name.as_str() == name) {
            return Err(UnknownStep {
                gate,
                name: name.clone(),
                known: all.into_iter().map(|planned| planned.step.name).collect(),
            });
        }
    }
    Ok(chosen(&all, only))
}

/// The gates that `gate` includes, and then itself. The file's check has seen to it that there is no circle.
fn visit(gates: &Gates, gate: GateName, order: &mut Vec<GateName>) {
    if order.contains(&gate) {
        return;
    }
    for included in &gates.get(gate).includes {
        if *included != gate {
            visit(gates, *included, order);
        }
    }
    order.push(gate);
}

/// A name means the step of the same gate where there is one, else the first of that name.
fn needs_of(planned: &PlannedStep, all: &[PlannedStep]) -> Vec<usize> {
    let place = |name: &StepName| {
        let named = || {
            all.iter()
                .enumerate()
                .filter(|(_, other)| other.step.name == *name)
        };
        named()
            .find(|(_, other)| other.gate == planned.gate)
            .or_else(|| named().next())
            .map(|(place, _)| place)
    };
    planned.step.needs.iter().filter_map(place).collect()
}

fn chosen(all: &[PlannedStep], only: &[String]) -> Vec<PlannedStep> {
    let is_named = |planned: &PlannedStep| {
        only.iter()
            .any(|name| planned.step.name.as_str() == name.as_str())
    };
    let mut wanted: Vec<bool> = all.iter().map(is_named).collect();
    let mut left: Vec<usize> = (0..all.len()).filter(|place| wanted[*place]).collect();
    while let Some(place) = left.pop() {
        for need in &all[place].needs {
            if !wanted[*need] {
                wanted[*need] = true;
                left.push(*need);
            }
        }
    }
    let new_place = |place: usize| wanted[..place].iter().filter(|wanted| **wanted).count();
    all.iter()
        .enumerate()
        .filter(|(place, _)| wanted[*place])
        .map(|(_, planned)| PlannedStep {
            needs: planned.needs.iter().map(|need| new_place(*need)).collect(),
            ..planned.clone()
        })
        .collect()
}
