//! Networks that textbooks print, with the results that they print.

use insta::assert_snapshot;

use super::{network, planned};

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
