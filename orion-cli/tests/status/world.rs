//! A repository with a plan and deliverables, at nine o'clock on the Tuesday after its commits.

use std::process::Command;

use orion_testutils::{Outcome, TestRepository};
use serde_json::Value;

pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");
/// When everything is looked at; commits are of the fifth.
pub(crate) const NOW: &str = "2026-01-06T09:00:00Z";

/// `orion`, at that time.
pub(crate) fn command(repository: &TestRepository, arguments: &[&str]) -> Command {
    let mut command = repository.command(ORION);
    command.args(arguments).env("ORION_NOW", NOW);
    command
}

/// What `orion` answers.
pub(crate) fn orion(repository: &TestRepository, arguments: &[&str]) -> Outcome {
    repository.run(&mut command(repository, arguments))
}

/// The report.
#[track_caller]
pub(crate) fn report(repository: &TestRepository) -> Value {
    let outcome = orion(repository, &["status", "--once", "--json"]).success();
    parsed(&outcome.stdout)
}

#[track_caller]
pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

/// One workstream of it.
#[track_caller]
pub(crate) fn workstream<'r>(report: &'r Value, id: &str) -> &'r Value {
    let rows = report["workstreams"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == id);
    row.unwrap_or_else(|| panic!("no {id} in {report:#}"))
}

/// Its status and at least so many percent.
#[track_caller]
pub(crate) fn standing(report: &Value, id: &str) -> (String, u64) {
    let row = workstream(report, id);
    let status = row["status"].as_str().unwrap().to_owned();
    (
        status,
        row["progress"]["at_least_percent"].as_u64().unwrap_or(999),
    )
}

/// A deliverable's outcome, by its name.
#[track_caller]
pub(crate) fn deliverable<'r>(report: &'r Value, id: &str, name: &str) -> &'r Value {
    let rows = workstream(report, id)["deliverables"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name);
    row.unwrap_or_else(|| panic!("no {name} in {report:#}"))
}
