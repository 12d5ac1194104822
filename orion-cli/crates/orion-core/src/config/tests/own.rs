//! This repository's own `workstreams.toml`.

use super::findings;
use super::schema::assert_accepted;
use crate::config::{DayWindow, Workspace, parse};
use crate::ids::WorkstreamId;

const OWN: &str = include_str!("../../../../../../workstreams.toml");

fn own() -> Workspace {
    parse(OWN).workspace.unwrap()
}

#[test]
fn it_is_read_without_a_finding() {
    assert_eq!(findings(OWN), "");
}

#[test]
fn the_schema_takes_it() {
    assert_accepted(OWN);
}

#[test]
fn it_has_the_ten_workstreams_with_their_windows() {
    let plan: Vec<String> = own()
        .workstreams
        .iter()
        .map(|workstream| {
            let number = workstream.number.unwrap();
            let window = |days: &DayWindow| format!("{}-{}", days.first, days.last);
            let phase = || Some(window(workstream.phases.first()?.days.as_ref()?));
            let days = workstream.days.as_ref().map(window).or_else(phase);
            let days = days.unwrap_or_else(|| "continuous".to_owned());
            format!("{number} {} {days}", workstream.title)
        })
        .collect();
    insta::assert_snapshot!(plan.join("\n"), @r"
    1 Auth Service 3-7
    2 User Service 3-7
    3 Notification Service 3-7
    4 Gateway 5-10
    5 Admin UI 6-12
    6 Shared Contracts 1-2
    7 Infrastructure 1-2
    8 Database 2-4
    9 Testing continuous
    10 DevOps continuous
    ");
}

#[test]
fn every_migration_is_reviewed_by_the_database_workstream() {
    let workspace = own();
    let migrations: Vec<_> = workspace
        .rules()
        .filter(|rule| rule.pattern.as_str().contains("migrations"))
        .collect();
    assert_eq!(migrations.len(), 3);
    for rule in migrations {
        let review: Vec<&str> = rule.review.iter().map(WorkstreamId::as_str).collect();
        assert_eq!(review, ["database"], "{}", rule.pattern.as_str());
    }
}
