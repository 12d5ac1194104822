//! The forecast, with what is known of the work.

use std::collections::HashMap;

use insta::assert_snapshot;
use jiff::civil::{Date, date};

use super::{network, workspace};
use crate::ids::WorkstreamId;
use crate::plan::{Actual, Actuals, plan};

/// The forecast of each: progress, first and last day, variance of both.
fn forecast(lines: &str, known: &[(&str, Actual)], today: Date) -> String {
    let workspace = workspace("start = 2026-11-23", lines);
    let known: HashMap<_, _> = known
        .iter()
        .map(|(id, actual)| (WorkstreamId::parse(id).unwrap(), *actual))
        .collect();
    let report = plan(&workspace, &Actuals::Known(known), today);
    let mut text = String::new();
    for one in &report.workstreams {
        let forecast = one.forecast.as_ref().unwrap();
        text.push_str(&format!(
            "{}: {:?} {} to {} ({}, {})\n",
            one.id,
            forecast.progress,
            forecast.start_date.unwrap(),
            forecast.finish_date.unwrap(),
            forecast.start_variance_days,
            forecast.finish_variance_days
        ));
    }
    let status = report.status.unwrap();
    let days = (status.days, status.variance_days);
    text.push_str(&format!("after {} days, {} late\n", days.0, days.1));
    text
}

fn chain() -> String {
    network("a \"2d\"\nb \"4d\" | a\nc \"1d\" | b")
}

const MONDAY: Date = date(2026, 11, 30);

#[test]
fn what_is_not_begun_begins_no_earlier_than_today() {
    assert_snapshot!(forecast(&chain(), &[], MONDAY), @"
    a: NotStarted 2026-11-30 to 2026-12-01 (5, 5)
    b: NotStarted 2026-12-02 to 2026-12-07 (5, 5)
    c: NotStarted 2026-12-08 to 2026-12-08 (5, 5)
    after 5 days, 5 late
    ");
    assert_eq!(
        forecast(&chain(), &[], date(2026, 1, 1)),
        forecast(&chain(), &[], date(2026, 11, 23)),
        "before the project begins nothing is late"
    );
}

#[test]
fn what_is_done_counts_with_its_own_dates() {
    let done = Actual::Done {
        started: date(2026, 11, 24),
        finished: date(2026, 11, 27),
    };
    let running = Actual::Running {
        started: MONDAY,
        left: 0.5,
    };
    assert_snapshot!(forecast(&chain(), &[("a", done), ("b", running)], date(2026, 12, 1)), @"
    a: Done 2026-11-24 to 2026-11-27 (1, 3)
    b: Running 2026-11-30 to 2026-12-02 (3, 2)
    c: NotStarted 2026-12-03 to 2026-12-03 (2, 2)
    after 6 days, 2 late
    ");
}

#[test]
fn what_is_done_early_lets_the_rest_be_early() {
    let done = Actual::Done {
        started: date(2026, 11, 23),
        finished: date(2026, 11, 23),
    };
    assert_snapshot!(forecast(&chain(), &[("a", done)], date(2026, 11, 24)), @"
    a: Done 2026-11-23 to 2026-11-23 (0, -1)
    b: NotStarted 2026-11-24 to 2026-11-27 (-1, -1)
    c: NotStarted 2026-11-30 to 2026-11-30 (-1, -1)
    after 1 days, -1 late
    ");
}

/// What has begun although what it waits on is not done is not put back.
#[test]
fn what_has_begun_out_of_order_goes_on() {
    let running = Actual::Running {
        started: date(2026, 11, 23),
        left: 0.25,
    };
    assert_snapshot!(forecast(&chain(), &[("b", running)], date(2026, 11, 24)), @"
    a: NotStarted 2026-11-24 to 2026-11-25 (1, 1)
    b: Running 2026-11-23 to 2026-11-24 (-2, -4)
    c: NotStarted 2026-11-25 to 2026-11-25 (-4, -4)
    after 1 days, -4 late
    ");
}

/// Of phases, what is left is left of the last ones.
#[test]
fn phases_are_done_in_order() {
    let text = r#"
[workstreams.infra]
phases = [{ name = "libraries", estimate = "2d" }, { name = "support", estimate = "2d" }]
[workstreams.auth]
estimate = "1d"
needs = [{ on = "infra", phase = "libraries" }]
"#;
    let infra = |left| {
        let started = date(2026, 11, 23);
        [("infra", Actual::Running { started, left })]
    };
    // A quarter is done: half of the libraries.
    assert_snapshot!(forecast(text, &infra(0.75), MONDAY), @"
    infra: Running 2026-11-23 to 2026-12-02 (0, 4)
    auth: NotStarted 2026-12-01 to 2026-12-01 (4, 4)
    after 5 days, 4 late
    ");
    // The libraries are done, and half of the support.
    assert_snapshot!(forecast(text, &infra(0.25), MONDAY), @"
    infra: Running 2026-11-23 to 2026-11-30 (0, 2)
    auth: NotStarted 2026-11-30 to 2026-11-30 (3, 3)
    after 5 days, 2 late
    ");
}

/// A weekend is no day of the plan.
#[test]
fn today_may_be_a_day_off() {
    let done = Actual::Done {
        started: date(2026, 11, 23),
        finished: date(2026, 11, 24),
    };
    assert_snapshot!(forecast(&chain(), &[("a", done)], date(2026, 11, 28)), @"
    a: Done 2026-11-23 to 2026-11-24 (0, 0)
    b: NotStarted 2026-11-30 to 2026-12-03 (3, 3)
    c: NotStarted 2026-12-04 to 2026-12-04 (3, 3)
    after 5 days, 3 late
    ");
}
