//! The seed's plan, with its own windows.

use insta::assert_snapshot;

use crate::config::parse;
use crate::plan::{Actuals, PlanReport, plan};

const SEED: &str = include_str!("../../../../../../templates/workstreams/seed.toml");
const OWN: &str = include_str!("../../../../../../workstreams.toml");

fn read(text: &str) -> PlanReport {
    plan(
        &parse(text).workspace.unwrap(),
        &Actuals::Unknown,
        super::START,
    )
}

/// The days of the diagram, of each workstream and of the phase by day 2.
#[track_caller]
fn assert_windows(report: &PlanReport) {
    for (id, first, last) in [
        ("contracts", 1.0, 2.0),
        ("database", 2.0, 4.0),
        ("auth", 3.0, 7.0),
        ("user", 3.0, 7.0),
        ("notifications", 3.0, 7.0),
        ("gateway", 5.0, 10.0),
        ("admin-ui", 6.0, 12.0),
        ("testing", 1.0, 12.0),
        ("devops", 1.0, 12.0),
    ] {
        let one = report.of(id);
        let days = (one.earliest_start.get() + 1.0, one.earliest_finish.get());
        assert_eq!(days, (first, last), "{id}");
    }
    let libraries = &report.of("infrastructure").phases[0];
    assert_eq!(libraries.earliest_start.get(), 0.0);
    assert_eq!(libraries.earliest_finish.get(), 2.0);
    assert_eq!(report.duration_days.get(), 12.0);
    assert!(report.is_possible());
}

#[test]
fn the_seed_comes_out_as_drawn() {
    let report = read(SEED);
    assert_windows(&report);
    assert_snapshot!(report.drawn(), @"
    contracts: 0-2 slack 0/0 *
    infrastructure: 0-4 slack 0/0 *
    database: 1-4 slack 0/0 *
    auth: 2-7 slack 0/0 *
    user: 2-7 slack 0/0 *
    notifications: 2-7 slack 0/0 *
    gateway: 4-10 slack 0/0 *
    admin-ui: 5-12 slack 0/0 *
    testing: 0-12 slack -
    devops: 0-12 slack -
    contracts → database → auth → gateway → admin-ui
    contracts → database → user → gateway → admin-ui
    contracts → database → notifications → gateway → admin-ui
    contracts → auth → gateway → admin-ui
    contracts → user → gateway → admin-ui
    contracts → notifications → gateway → admin-ui
    infrastructure → auth → gateway → admin-ui
    infrastructure → user → gateway → admin-ui
    infrastructure → notifications → gateway → admin-ui
    12 days
    ");
    assert_snapshot!(report.codes().join("\n"), @"
    PLN004 database
    PLN003 auth
    PLN003 user
    PLN003 gateway
    PLN003 admin-ui
    ");
}

#[test]
fn this_repository_plans_as_the_seed_does() {
    let report = read(OWN);
    assert_windows(&report);
    let dates = (report.start_date.unwrap(), report.finish_date.unwrap());
    assert_eq!(dates.0.to_string(), "2026-11-23");
    assert_eq!(dates.1.to_string(), "2026-12-08");
    assert!(report.deadline.unwrap().kept);
}
