//! `[gates.*]`

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::graph::Edge;
use crate::config::raw::{self, Vocabulary};
use crate::config::rules::{gate_cycle, unknown_step};
use crate::config::{Gate, GateName, Gates, Step, StepAction};
use crate::ids::StepName;

/// A gate, with the places that rules within and between gates point at.
#[derive(Default)]
struct PlacedGate {
    gate: Gate,
    includes: Vec<Placed<GateName>>,
    /// Which step needs which.
    needs: Vec<(StepName, Placed<StepName>)>,
}

/// The gates, in the order in which they are kept here.
const GATES: [GateName; 3] = [GateName::PreCommit, GateName::Push, GateName::Pr];

impl Builder<'_> {
    pub(super) fn gates(&mut self, table: raw::Gates) -> Gates {
        let raw::Gates {
            pre_commit,
            push,
            pr,
        } = table;
        let gates = [
            self.gate(pre_commit, "`[gates.pre-commit]`"),
            self.gate(push, "`[gates.push]`"),
            self.gate(pr, "`[gates.pr]`"),
        ];
        self.between_gates(&gates);
        let [pre_commit, push, pr] = gates.map(|placed| placed.gate);
        Gates {
            pre_commit,
            push,
            pr,
        }
    }

    fn gate(&mut self, field: raw::Field<raw::Table<raw::Gate>>, name: &str) -> PlacedGate {
        let raw::Gate {
            includes,
            timeout,
            steps,
        } = self.table_or_empty(field, name);
        let includes = self.words(includes);
        let timeout = self.text(timeout);
        let mut placed = PlacedGate::default();
        let mut names = Vec::new();
        for table in self.tables(steps, "a step") {
            self.step(table.value, &table.span, &mut placed, &mut names);
        }
        self.distinct("step", names, ToString::to_string);
        placed.gate.timeout = timeout.map(|timeout| timeout.value);
        placed.gate.includes =
            self.distinct("gate", includes.clone(), |gate| gate.word().to_owned());
        placed.includes = includes;
        placed
    }

    fn step(
        &mut self,
        step: raw::Step,
        span: &Range<usize>,
        placed: &mut PlacedGate,
        names: &mut Vec<Placed<StepName>>,
    ) {
        let raw::Step {
            name,
            run,
            check,
            staged_only,
            affected,
            timeout,
            needs,
            paths,
            fix,
        } = step;
        self.need(&name, "the step", "name", span, "name = \"…\"");
        let kinds = [("run", run.span()), ("check", check.span())];
        self.exactly_one("the step", &kinds, span);
        let name = self.text(name);
        let run = self.command(run).map(StepAction::Run);
        let check = self.word(check);
        let needs = self.texts(needs);
        let paths = self.texts(paths);
        let (staged_only, affected) = (self.value(staged_only), self.value(affected));
        let timeout = self.text(timeout);
        let fix = self.command(fix);
        let Some(name) = name else { return };
        let edges = needs.iter().map(|need| (name.value.clone(), need.clone()));
        placed.needs.extend(edges);
        let needs = self.distinct("need", needs, ToString::to_string);
        if let Some(action) = run.or(check.map(|check| StepAction::Check(check.value))) {
            placed.gate.steps.push(Step {
                name: name.value.clone(),
                action,
                staged_only: staged_only.is_some_and(|value| value.value),
                affected: affected.is_some_and(|value| value.value),
                timeout: timeout.map(|timeout| timeout.value),
                needs,
                paths: paths.into_iter().map(|path| path.value).collect(),
                fix,
            });
        }
        names.push(name);
    }

    fn between_gates(&mut self, gates: &[PlacedGate; 3]) {
        let includes: Vec<Edge<'_>> = gates
            .iter()
            .zip(GATES)
            .flat_map(|(placed, gate)| {
                placed.includes.iter().map(move |include| Edge {
                    from: gate.word(),
                    to: include.value.word(),
                    span: include.span.clone(),
                })
            })
            .collect();
        self.findings.extend(gate_cycle::check(&includes));
        for at in 0..gates.len() {
            self.needs_of_steps(gates, at);
        }
    }

    fn needs_of_steps(&mut self, gates: &[PlacedGate; 3], at: usize) {
        let reached = reached(gates, at);
        let known = || {
            reached
                .iter()
                .flat_map(|at| &gates[*at].gate.steps)
                .map(|step| step.name.as_str())
        };
        let mut edges = Vec::new();
        for (from, need) in &gates[at].needs {
            if known().any(|name| name == need.value.as_str()) {
                edges.push(Edge {
                    from: from.as_str(),
                    to: need.value.as_str(),
                    span: need.span.clone(),
                });
            } else {
                let finding =
                    unknown_step::finding(need.value.as_str(), known(), need.span.clone());
                self.report(finding);
            }
        }
        self.findings.extend(gate_cycle::check(&edges));
    }
}

/// The gate at `at` and every gate that it includes, directly or not, as places in the list.
fn reached(gates: &[PlacedGate; 3], at: usize) -> Vec<usize> {
    let mut reached = vec![at];
    let mut next = 0;
    while let Some(at) = reached.get(next) {
        for include in &gates[*at].gate.includes.clone() {
            let at = GATES.iter().position(|gate| gate == include);
            reached.extend(at.filter(|at| !reached.contains(at)));
        }
        next += 1;
    }
    reached
}
