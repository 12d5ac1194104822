//! This repository's own workflows run this repository's own gates.

use std::collections::BTreeSet;
use std::fs;

use orion_core::config::{GateName, parse};

/// The steps that a workflow names: `steps: a,b` in a matrix, or `--step a,b` on a line of its shell.
fn steps(workflow: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("../.github/workflows/{workflow}.yml")).unwrap();
    let named = |line: &str| {
        let (_, names) = line
            .split_once("steps: ")
            .or_else(|| line.split_once("--step "))?;
        let is_name = |name: &&str| !name.is_empty() && !name.contains(['$', '{', '"']);
        let names = names.trim().split(',').filter(is_name);
        Some(names.map(str::to_owned).collect::<Vec<_>>())
    };
    text.lines().filter_map(named).flatten().collect()
}

#[test]
fn each_step_of_the_gates_runs_in_one_workflow() {
    let text = fs::read_to_string("../workstreams.toml").unwrap();
    let workspace = parse(&text).workspace.unwrap();
    let mut run: Vec<String> = [steps("check"), steps("mergeable")].concat();
    // With annotations on the lines, so that it is no step of a gate there; the same function judges.
    let boundaries = fs::read_to_string("../.github/workflows/orion-check.yml").unwrap();
    assert!(boundaries.contains("orion check --range"));
    run.push("boundaries-of-branch".to_owned());
    // The other steps before a commit are those on a push, for what is staged alone.
    let mut asked = BTreeSet::from(["format".to_owned()]);
    for gate in [GateName::Push, GateName::Pr] {
        let own = &workspace.gates.get(gate).steps;
        asked.extend(own.iter().map(|step| step.name.to_string()));
    }
    let once: BTreeSet<String> = run.iter().cloned().collect();
    assert_eq!(once, asked);
    assert_eq!(run.len(), once.len(), "some step is judged twice: {run:?}");
}
