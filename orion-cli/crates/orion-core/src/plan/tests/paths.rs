//! Paths: all of them, few of many, and those that are nearly critical.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{network, planned};
use crate::plan::PlanReport;

fn near(report: &PlanReport) -> String {
    let mut text = String::new();
    for path in &report.near_critical_paths {
        let ids: Vec<_> = path.workstreams.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{}: {}", path.slack_days, ids.join(" → "));
    }
    text
}

/// What has another thing begin beside it still has an end of its own.
#[test]
fn a_path_may_end_beside_its_continuation() {
    let lines = "a \"5d\"\nb \"3d\" | a link = \"ss\", lag = \"2d\"";
    assert_snapshot!(planned("", &network(lines)).drawn(), @"
    a: 0-5 slack 0/0 *
    b: 2-5 slack 0/0 *
    a
    a → b
    5 days
    ");
}

/// Sixty layers of two have 2^60 critical paths: sixteen are listed, all are counted, in no time.
#[test]
fn a_million_million_paths_are_counted_and_not_listed() {
    let mut lines = "a0 \"1d\"\nb0 \"1d\"\n".to_owned();
    for layer in 1..60 {
        let before = layer - 1;
        for side in ["a", "b"] {
            let _ = writeln!(lines, "{side}{layer} \"1d\" | a{before}; b{before}");
        }
    }
    let report = planned("", &network(&lines));
    assert_eq!(report.critical_path_count, 1 << 60);
    assert_eq!(report.critical_paths.len(), 16);
    for path in &report.critical_paths {
        assert_eq!(path.len(), 60);
    }
    let more = format!("{lines}a60 \"1d\" | a59; b59\n");
    let mut more_lines = more;
    for layer in 61..80 {
        let before = layer - 1;
        let on = if before == 60 {
            "a60".to_owned()
        } else {
            format!("a{before}; b{before}")
        };
        let _ = writeln!(more_lines, "a{layer} \"1d\" | {on}\nb{layer} \"1d\" | {on}");
    }
    let report = planned("", &network(&more_lines));
    assert_eq!(
        report.critical_path_count,
        u64::MAX,
        "as many as can be counted"
    );
}

#[test]
fn paths_that_are_nearly_critical() {
    let lines = r#"
a "2d"
b "3d" | a
slow "2.5d" | a
slower "1d" | a
c "1d" | b; slow; slower; a lag = "2.25d"
"#;
    let report = planned("", &network(lines));
    assert_snapshot!(near(&report), @"
    0.5: a → slow → c
    0.75: a → c
    ");
}

/// Fractions that are equal are equal, whichever way they add up.
#[test]
fn thirds_and_tenths_add_up_on_every_path() {
    let lines = r#"
a ["0d","0d","2d"]
b ["0d","0d","4d"] | a
c "0.7d" | b
d "0.1d"
e ["0d","1d","0.0d"] | d
"#;
    let lines = lines.replace("[\"0d\",\"1d\",\"0.0d\"]", "[\"0.6d\",\"1.6d\",\"2.6d\"]");
    assert_snapshot!(planned("", &network(&lines)).drawn(), @"
    a: 0-0.333333 slack 0/0 *
    b: 0.333333-1 slack 0/0 *
    c: 1-1.7 slack 0/0 *
    d: 0-0.1 slack 0/0 *
    e: 0.1-1.7 slack 0/0 *
    a → b → c
    d → e
    1.7 days
    ");
}

/// Two phases of nothing that both let the next begin: many ways, one path.
#[test]
fn ways_through_phases_are_one_path() {
    let mut text = String::new();
    for layer in 0..40 {
        let needs = if layer == 0 {
            String::new()
        } else {
            let on = layer - 1;
            format!(
                "needs = [{{ on = \"w{on}\", phase = \"p\" }}, {{ on = \"w{on}\", phase = \"p\", link = \"ss\" }}]"
            )
        };
        let _ = writeln!(
            text,
            "[workstreams.w{layer}]\nphases = [{{ name = \"p\", estimate = \"0d\" }}]\n{needs}"
        );
    }
    let report = planned("", &text);
    assert_eq!(report.critical_paths.len(), 1);
    assert_eq!(report.critical_path_count, 1 << 39);
}
