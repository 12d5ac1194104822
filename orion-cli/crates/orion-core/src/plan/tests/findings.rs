//! What does not fit, and what would mend it.

use insta::assert_snapshot;

use super::planned;

/// The findings of these workstreams, with what would mend them.
#[track_caller]
fn findings(text: &str) -> String {
    let mut shown = String::new();
    for finding in planned("", text).findings {
        shown.push_str(&format!("{}: {}\n", finding.code, finding.message));
        for help in finding.help {
            shown.push_str(&format!("  {help}\n"));
        }
    }
    shown
}

#[test]
fn a_window_that_links_cannot_hold() {
    let text = r#"
[workstreams.contracts]
days = [1, 2]
[workstreams.infra]
phases = [{ name = "libraries", days = [1, 3] }, { name = "support", days = [2, 3] }]
[workstreams.auth]
days = [2, 6]
needs = ["contracts", { on = "infra", phase = "libraries", link = "ff", lag = "3.5d" }]
"#;
    assert_snapshot!(findings(text), @r#"
    PLN001: phase `support` of `infra` has days 2-3, and can begin on day 4 at the earliest
      phase `libraries` of `infra` ends 2d too late: shorten it, or move it forward
      or move the window: `days = [4, 5]`
    PLN001: `auth` has days 2-6, and can begin on day 3 at the earliest
      what waits on `contracts` is 1d too late: `{ on = "contracts", lag = "-1d" }` would hold the window
      what waits on phase `libraries` of `infra` is 0.5d too late: `{ on = "infra", phase = "libraries", link = "ff", lag = "3d" }` would hold the window
      or move the window: `days = [3, 7]`
    "#);
}

/// What is said to mend a plan mends it.
#[test]
fn what_would_mend_it_does() {
    let text = |auth| format!("[workstreams.contracts]\ndays = [1, 2]\n[workstreams.auth]\n{auth}");
    assert_ne!(
        findings(&text("days = [2, 6]\nneeds = [\"contracts\"]")),
        ""
    );
    for mended in [
        "days = [2, 6]\nneeds = [{ on = \"contracts\", lag = \"-1d\" }]",
        "days = [3, 7]\nneeds = [\"contracts\"]",
    ] {
        assert_eq!(findings(&text(mended)), "", "{mended}");
    }
}

#[test]
fn a_window_that_nothing_holds() {
    let text = r#"
[workstreams.contracts]
days = [1, 2]
[workstreams.auth]
days = [4, 6]
needs = ["contracts"]
[workstreams.user]
days = [3, 3]
"#;
    assert_snapshot!(findings(text), @r#"
    PLN002: `auth` has days 4-6, and nothing keeps it from beginning on day 3
      let it wait longer: `{ on = "contracts", lag = "1d" }`
      or move the window: `days = [3, 5]`
    PLN002: `user` has day 3, and nothing keeps it from beginning on day 1
      name what it waits for in `needs`
      or move the window: `days = [1, 1]`
    "#);
}

#[test]
fn a_window_is_held_against_its_estimate() {
    let window = |estimate: &str| {
        findings(&format!(
            "[workstreams.a]\ndays = [1, 5]\nestimate = {estimate}"
        ))
    };
    for fits in ["\"5d\"", "\"4-6d\"", "[\"1d\", \"2d\", \"9d\"]"] {
        assert_eq!(window(fits), "", "{fits}");
    }
    assert_snapshot!(window("\"5-7d\""), @"
    PLN003: `a` has days 1-5: 5d, the optimistic end of its estimate, 5-7d
      the plan counts 5d; by its estimate it would count 6d
    ");
    assert_snapshot!(window("[\"1d\", \"2d\", \"5d\"]"), @"
    PLN003: `a` has days 1-5: 5d, the pessimistic end of its estimate, 1d, 2d, 5d
      the plan counts 5d; by its estimate it would count 2.333333d
    ");
    assert_snapshot!(window("\"6.5-8d\""), @"
    PLN004: `a` has days 1-5: 5d, shorter than its estimate, 6.5-8d
      write `days = [1, 7]`, or another estimate, or split off a phase
    ");
    assert_snapshot!(window("\"3d\""), @"
    PLN004: `a` has days 1-5: 5d, longer than its estimate, 3d
      write `days = [1, 3]`, or another estimate, or split off a phase
    ");
}

#[test]
fn what_nobody_estimated_is_said() {
    let text = r#"
[workstreams.a]
[workstreams.b]
phases = [{ name = "p" }, { name = "q", estimate = "1d" }]
[workstreams.milestone]
estimate = "0d"
[workstreams.testing]
continuous = true
"#;
    assert_snapshot!(findings(text), @r#"
    PLN005: `a` has no estimate, and counts as nothing
      write `estimate = "…d"`; `"0d"` for a milestone, `continuous = true` for what has no end
    PLN005: phase `p` of `b` has no estimate, and counts as nothing
      write `estimate = "…d"`; `"0d"` for a milestone, `continuous = true` for what has no end
    "#);
}
