//! Links of every kind, lags and phases.

use insta::assert_snapshot;

use super::{START, network, planned};
use crate::plan::{Actuals, plan};

#[test]
fn a_link_holds_the_end_that_it_names() {
    let lines = r#"
a "4d"
fs "2d" | a lag = "1d"
ss "2d" | a link = "ss", lag = "1d"
ff "2d" | a link = "ff", lag = "1d"
early "2d" | a lag = "-3d"
"#;
    assert_snapshot!(planned("", &network(lines)).drawn(), @"
    a: 0-4 slack 0/0 *
    fs: 5-7 slack 0/0 *
    ss: 1-3 slack 4/4
    ff: 3-5 slack 2/2
    early: 1-3 slack 4/4
    a → fs
    7 days
    ");
}

/// Nothing begins before the project, however negative a lag is.
#[test]
fn nothing_begins_before_the_start() {
    let lines = "a \"2d\"\nb \"3d\" | a lag = \"-9d\"\nc \"1d\" | b";
    assert_snapshot!(planned("", &network(lines)).drawn(), @"
    a: 0-2 slack 2/2
    b: 0-3 slack 0/0 *
    c: 3-4 slack 0/0 *
    b → c
    4 days
    ");
}

/// The services of the seed wait for the libraries, not for the hardening after them.
#[test]
fn a_phase_can_be_waited_on_alone() {
    let text = r#"
[workstreams.infra]
phases = [{ name = "libraries", estimate = "2d" }, { name = "support", estimate = "1-3d" }]
[workstreams.auth]
estimate = "5d"
needs = [{ on = "infra", phase = "libraries" }]
[workstreams.last]
estimate = "0.5d"
needs = ["infra"]
[workstreams.done]
estimate = "0d"
needs = ["auth", "last"]
"#;
    let report = planned("", text);
    assert_snapshot!(report.drawn(), @"
    infra: 0-4 slack 0/0 *
    auth: 2-7 slack 0/0 *
    last: 4-4.5 slack 2.5/2.5
    done: 7-7 slack 0/0 *
    infra → auth → done
    7 days
    ");
    let infra = report.of("infra");
    assert_eq!(infra.duration_days.get(), 4.0);
    let [libraries, support] = &infra.phases[..] else {
        panic!("{:?}", infra.phases)
    };
    assert!(libraries.critical && !support.critical);
    assert_eq!(support.total_slack.get(), 2.5);
    assert!(report.of("done").milestone && !report.of("auth").milestone);
}

#[test]
fn what_is_continuous_spans_the_others() {
    let text = format!(
        "{}\n[workstreams.testing]\ncontinuous = true",
        network("a \"2d\"\nb \"3d\" | a")
    );
    let report = planned("start = 2026-11-23", &text);
    let testing = report.of("testing");
    assert_snapshot!(serde_json::to_string(testing).unwrap(), @r#"{"id":"testing","title":"testing","duration_days":5,"earliest_start":0,"earliest_finish":5,"latest_start":null,"latest_finish":null,"total_slack":null,"free_slack":null,"critical":false,"continuous":true,"milestone":false,"estimated":true,"waits_on":[],"links":[],"phases":[],"start_date":"2026-11-23","finish_date":"2026-11-27","forecast":{"progress":"unknown","start_date":"2026-11-23","finish_date":"2026-11-27","start_variance_days":0,"finish_variance_days":0}}"#);
}

/// A deadline takes the place of the end, when it is earlier: slack is then negative.
#[test]
fn a_deadline_that_is_missed_makes_slack_negative() {
    let text = network("a \"3d\"\nb \"4d\" | a\nc \"1d\" | a");
    let project = |deadline| format!("start = 2026-11-23\ndeadline = {deadline}");
    let report = planned(&project("2026-11-27"), &text);
    assert_snapshot!(report.drawn(), @"
    a: 0-3 slack -2/0 *
    b: 3-7 slack -2/0 *
    c: 3-4 slack 1/3
    a → b
    7 days
    ");
    assert_eq!(report.codes(), ["PLN006"]);
    assert!(!report.is_possible() && !report.deadline.unwrap().kept);
    let later = planned(&project("2026-12-08"), &text);
    assert_eq!(later.of("a").total_slack.unwrap().get(), 0.0);
    assert!(later.is_possible() && later.deadline.unwrap().kept);
}

/// Dates go round weekends, holidays and leave, and what waits goes with them.
#[test]
fn leave_moves_dates_and_not_days() {
    let text = r#"
[workstreams.a]
estimate = "3d"
leave = [{ from = 2026-11-24, to = 2026-11-25 }]
[workstreams.b]
estimate = "1.5d"
needs = ["a"]
"#;
    let project = "start = 2026-11-21\nholidays = [2026-11-30]";
    let report = planned(project, text);
    let dates = |id: &str| {
        let one = report.of(id);
        format!("{} {}", one.start_date.unwrap(), one.finish_date.unwrap())
    };
    assert_eq!(report.duration_days.get(), 4.5);
    assert_eq!(dates("a"), "2026-11-23 2026-11-27");
    assert_eq!(dates("b"), "2026-12-01 2026-12-02");
    assert_eq!(report.start_date, Some(START));
    assert_eq!(report.codes(), ["PLN007"]);
}

/// What ends with something else is not earlier for leave in between.
#[test]
fn an_end_that_is_held_goes_round_leave() {
    let text = r#"
[workstreams.a]
estimate = "5d"
[workstreams.b]
estimate = "2d"
needs = [{ on = "a", link = "ff" }]
leave = [{ from = 2026-11-26 }]
"#;
    let report = planned("start = 2026-11-23", text);
    let b = report.of("b");
    assert_eq!(b.start_date.unwrap().to_string(), "2026-11-25");
    assert_eq!(b.finish_date.unwrap().to_string(), "2026-11-27");
}

#[test]
fn without_a_start_there_are_no_dates() {
    let workspace = super::workspace("", &network("a \"2d\""));
    let report = plan(&workspace, &Actuals::Unknown, START);
    assert_eq!(report.start_date, None);
    assert_eq!(report.status, None);
    assert_eq!(report.of("a").forecast, None);
}

#[test]
fn without_workstreams_there_is_nothing_to_do() {
    let report = planned("start = 2026-11-23", "");
    assert_eq!(report.duration_days.get(), 0.0);
    assert_eq!(report.critical_paths.len(), 0);
}
