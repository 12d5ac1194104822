//! What recorded test runs say of the tests that prove something.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::config::{Proof, Workspace};
use orion_core::evidence::TestRun;

use super::memory::{RunAnswer, RunMemory};
use super::ports::RecordedRuns;

/// Reads the runs, unless the same files were read for the same names before.
pub(super) fn read(workspace: &Workspace, runs: &impl RecordedRuns, memory: &mut RunMemory) {
    let workstreams = workspace.workstreams.iter();
    let proofs = workstreams.flat_map(|workstream| &workstream.deliverables);
    let names: BTreeSet<&str> = proofs
        .filter_map(|deliverable| match &deliverable.proof {
            Proof::Test(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    if names.is_empty() {
        *memory = RunMemory::default();
        return;
    }
    let files = runs.find(&workspace.quality.reports.tests);
    let depends_on = format!("{files:?} {names:?}");
    if memory.depends_on == depends_on {
        return;
    }
    let mut read = Vec::new();
    let mut unreadable = Vec::new();
    for file in &files {
        let Some(text) = runs.read(file) else {
            unreadable.push(format!("`{}` cannot be read", file.path));
            continue;
        };
        match TestRun::parse(&text) {
            Ok(run) => read.push((run.at.unwrap_or(file.modified), file, run)),
            Err(error) => unreadable.push(format!("`{}`: {error}", file.path)),
        }
    }
    // The youngest first; of two of one time, the one that was written last.
    read.sort_by_key(|(at, file, _)| std::cmp::Reverse((*at, file.modified)));
    let find = |name: &&str| {
        read.iter().find_map(|(at, file, run)| {
            let answer = RunAnswer {
                found: run.find(name)?,
                at: *at,
                file: file.path.clone(),
            };
            Some(((*name).to_owned(), answer))
        })
    };
    let found: BTreeMap<_, _> = names.iter().filter_map(find).collect();
    *memory = RunMemory {
        depends_on,
        found,
        youngest: read.first().map(|(at, ..)| *at),
        unreadable,
    };
}
