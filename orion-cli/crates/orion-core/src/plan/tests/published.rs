//! Networks that textbooks print, with the results that they print.

use insta::assert_snapshot;

use super::{network, planned};
use crate::plan::PlanReport;

/// The columns that such tables have: `id: ES-EF LS-LF slack`; then the paths, and the length.
fn table(report: &PlanReport) -> String {
    let mut text = String::new();
    for one in &report.workstreams {
        text.push_str(&format!(
            "{}: {}-{} {}-{} {}\n",
            one.id,
            one.earliest_start,
            one.earliest_finish,
            one.latest_start.unwrap(),
            one.latest_finish.unwrap(),
            one.total_slack.unwrap()
        ));
    }
    for path in &report.critical_paths {
        let ids: Vec<_> = path.iter().map(ToString::to_string).collect();
        text.push_str(&format!("{}\n", ids.join(" → ")));
    }
    text.push_str(&format!("{} days\n", report.duration_days));
    text
}

/// Hillier and Lieberman, *Introduction to Operations Research*, chapter "Project management with PERT/CPM", the
/// Reliable Construction Co. project: 44 weeks.
const RELIABLE: &str = r#"
a "2d"
b "4d" | a
c "10d" | b
d "6d" | c
e "4d" | c
f "5d" | e
g "7d" | d
h "9d" | e; g
i "7d" | c
j "8d" | f; i
k "4d" | j
l "5d" | j
m "2d" | h
n "6d" | k; l
"#;

#[test]
fn reliable_construction() {
    assert_snapshot!(planned("", &network(RELIABLE)).drawn(), @"
    a: 0-2 slack 0/0 *
    b: 2-6 slack 0/0 *
    c: 6-16 slack 0/0 *
    d: 16-22 slack 4/0
    e: 16-20 slack 0/0 *
    f: 20-25 slack 0/0 *
    g: 22-29 slack 4/0
    h: 29-38 slack 4/0
    i: 16-23 slack 2/2
    j: 25-33 slack 0/0 *
    k: 33-37 slack 1/1
    l: 33-38 slack 0/0 *
    m: 38-40 slack 4/4
    n: 38-44 slack 0/0 *
    a → b → c → e → f → j → l → n
    44 days
    ");
}

/// The same project with three points for each activity, by PERT: the means are the durations above, and the variance
/// of the critical path is 9.
#[test]
fn reliable_construction_by_pert() {
    let points = [
        ("a", "1d", "2d", "3d", ""),
        ("b", "2d", "3.5d", "8d", "a"),
        ("c", "6d", "9d", "18d", "b"),
        ("d", "4d", "5.5d", "10d", "c"),
        ("e", "1d", "4.5d", "5d", "c"),
        ("f", "4d", "4d", "10d", "e"),
        ("g", "5d", "6.5d", "11d", "d"),
        ("h", "5d", "8d", "17d", "e; g"),
        ("i", "3d", "7.5d", "9d", "c"),
        ("j", "3d", "9d", "9d", "f; i"),
        ("k", "4d", "4d", "4d", "j"),
        ("l", "1d", "5.5d", "7d", "j"),
        ("m", "1d", "2d", "3d", "h"),
        ("n", "5d", "5.5d", "9d", "k; l"),
    ];
    let lines: Vec<String> = points
        .iter()
        .map(|(id, low, likely, high, needs)| {
            format!("{id} [\"{low}\",\"{likely}\",\"{high}\"] | {needs}")
        })
        .collect();
    let report = planned("", &network(&lines.join("\n")));
    let fixed = planned("", &network(RELIABLE));
    assert_eq!(report.drawn(), fixed.drawn());
    let deviation = report.deviation_days.unwrap();
    assert!((deviation - 3.0).abs() < 1e-9, "{deviation}");
    assert_eq!(fixed.deviation_days, None, "nothing varies");
}

/// Heizer and Render, *Operations Management*, chapter "Project management", the Milwaukee Paper Manufacturing example
/// (General Foundry in Render and Stair, *Quantitative Analysis for Management*): 15 weeks.
#[test]
fn milwaukee_paper() {
    let lines = r#"
a "2d"
b "3d"
c "2d" | a
d "4d" | a; b
e "4d" | c
f "3d" | c
g "5d" | d; e
h "2d" | f; g
"#;
    assert_snapshot!(planned("", &network(lines)).drawn(), @"
    a: 0-2 slack 0/0 *
    b: 0-3 slack 1/0
    c: 2-4 slack 0/0 *
    d: 3-7 slack 1/1
    e: 4-8 slack 0/0 *
    f: 4-7 slack 6/6
    g: 8-13 slack 0/0 *
    h: 13-15 slack 0/0 *
    a → c → e → g → h
    15 days
    ");
}

/// The same with its three points: the variance of the critical path is 3.11.
#[test]
fn milwaukee_paper_by_pert() {
    let lines = r#"
a ["1d","2d","3d"]
b ["2d","3d","4d"]
c ["1d","2d","3d"] | a
d ["2d","4d","6d"] | a; b
e ["1d","4d","7d"] | c
f ["1d","2d","9d"] | c
g ["3d","4d","11d"] | d; e
h ["1d","2d","3d"] | f; g
"#;
    let report = planned("", &network(lines));
    assert_eq!(report.duration_days.get(), 15.0);
    let deviation = report.deviation_days.unwrap();
    assert!((deviation - 1.763_834).abs() < 1e-6, "{deviation}");
}

/// Vanhoucke, *Integrated Project Management and Control* (2014), the cost information system of its first chapter: 11
/// weeks, with activities 1, 2, 4, 11 and 16 critical.
#[test]
fn cost_information_system() {
    let lines = r#"
a01 "1d"
a02 "2d" | a01
a03 "2d" | a01
a04 "4d" | a02
a05 "3d" | a02
a06 "3d" | a02
a07 "3d" | a03
a08 "2d" | a03
a09 "1d" | a03
a10 "1d" | a03
a11 "2d" | a04; a05; a06
a12 "1d" | a07
a13 "1d" | a08
a14 "1d" | a09
a15 "1d" | a10
a16 "2d" | a11; a12; a13; a14; a15
a17 "1d" | a11; a12; a13; a14; a15
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a01: 0-1 0-1 0
    a02: 1-3 1-3 0
    a03: 1-3 3-5 2
    a04: 3-7 3-7 0
    a05: 3-6 4-7 1
    a06: 3-6 4-7 1
    a07: 3-6 5-8 2
    a08: 3-5 6-8 3
    a09: 3-4 7-8 4
    a10: 3-4 7-8 4
    a11: 7-9 7-9 0
    a12: 6-7 8-9 2
    a13: 5-6 8-9 3
    a14: 4-5 8-9 4
    a15: 4-5 8-9 4
    a16: 9-11 9-11 0
    a17: 9-10 10-11 1
    a01 → a02 → a04 → a11 → a16
    11 days
    ");
}

/// Taylor, *Introduction to Management Science*, chapter "Project management", a problem of 13 activities that are
/// arrows between nine events, one of them a dummy that takes no time: an activity waits for those that end where it
/// begins.
#[test]
fn arrows_between_nine_events() {
    let lines = r#"
a12 "8d"
a13 "10d"
a14 "9d"
a25 "6d" | a12
a26 "4d" | a12
a35 "5d" | a13
a45 "0d" | a14
a47 "7d" | a14
a57 "12d" | a25; a35; a45
a58 "15d" | a25; a35; a45
a69 "18d" | a26
a78 "4d" | a47; a57
a89 "7d" | a58; a78
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a12: 0-8 1-9 1
    a13: 0-10 0-10 0
    a14: 0-9 6-15 6
    a25: 8-14 9-15 1
    a26: 8-12 16-20 8
    a35: 10-15 10-15 0
    a45: 9-9 15-15 6
    a47: 9-16 20-27 11
    a57: 15-27 15-27 0
    a58: 15-30 16-31 1
    a69: 12-30 20-38 8
    a78: 27-31 27-31 0
    a89: 31-38 31-38 0
    a13 → a35 → a57 → a78 → a89
    38 days
    ");
}

/// J. Emmanuel, the lecture "Project Scheduling - PERT/CPM | Finding Critical Path": two activities begin the project
/// and two end it.
#[test]
fn two_beginnings_and_two_ends() {
    let lines = r#"
a "7d"
b "9d"
c "12d" | a
d "8d" | a; b
e "9d" | d
f "6d" | c; e
g "5d" | e
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a: 0-7 2-9 2
    b: 0-9 0-9 0
    c: 7-19 14-26 7
    d: 9-17 9-17 0
    e: 17-26 17-26 0
    f: 26-32 26-32 0
    g: 26-31 27-32 1
    b → d → e → f
    32 days
    ");
}

/// J. Marion, the lecture "Lags", part 1: a wait after an end, and one after a beginning.
#[test]
fn lags_after_an_end_and_a_beginning() {
    let lines = r#"
a "2d"
b "4d" | a lag = "5d"
c "3d" | b link = "ss", lag = "3d"
d "5d" | b
e "2d" | c; d
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a: 0-2 0-2 0
    b: 7-11 7-11 0
    c: 10-13 13-16 3
    d: 11-16 11-16 0
    e: 16-18 16-18 0
    a → b → d → e
    18 days
    ");
}

/// The same, part 2: an end that waits for an end, and one that waits for a beginning. The latter is a milestone of its
/// own between the two, so many days after the beginning and no later than the end; it is on the path that is printed
/// without it.
#[test]
fn lags_before_an_end() {
    let lines = r#"
a "2d"
b "2d" | a
c "4d" | a
cd "0d" | c link = "ss", lag = "7d"
d "3d" | b; cd link = "ff"
e "3d" | c
f "1d" | d link = "ff", lag = "3d"; e
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a: 0-2 0-2 0
    b: 2-4 4-6 2
    c: 2-6 2-6 0
    cd: 9-9 9-9 0
    d: 6-9 6-9 0
    e: 6-9 8-11 2
    f: 11-12 11-12 0
    a → c → cd → d → f
    12 days
    ");
}

/// The lecture "Difficult network diagram example with lag solved" of engineer4free.com: links of all four kinds. Those
/// from a beginning to an end are milestones again.
#[test]
fn every_kind_of_link_with_lags() {
    let lines = r#"
a "3d"
b "2d" | a lag = "2d"
c "2d" | a link = "ss"
d "4d" | b link = "ss", lag = "1d"
ce "0d" | c link = "ss", lag = "3d"
e "1d" | ce link = "ff"
f "2d" | c link = "ff", lag = "3d"
g "4d" | d link = "ss", lag = "1d"; e
fh "0d" | f link = "ss", lag = "2d"
h "3d" | fh link = "ff"; g
"#;
    assert_snapshot!(table(&planned("", &network(lines))), @"
    a: 0-3 0-3 0
    b: 5-7 5-7 0
    c: 0-2 4-6 4
    d: 6-10 6-10 0
    ce: 3-3 7-7 4
    e: 2-3 6-7 4
    f: 3-5 12-14 9
    g: 7-11 7-11 0
    fh: 5-5 14-14 9
    h: 11-14 11-14 0
    a → b → d → g → h
    14 days
    ");
}
