//! The plan in every form, whatever its workstreams are called.

use insta::assert_snapshot;

use crate::world::{HOSTILE, PLAN, World, with_start};

#[test]
fn bars_in_unicode_and_ascii() {
    let world = World::new(&with_start(PLAN));
    let answer = world.orion("plan --gantt --today 2026-11-25").success();
    assert_snapshot!(answer.stdout, @"
    shop: 7.5 days, 2026-11-23 to 2026-12-02
    deadline 2026-12-04: kept
    on 2026-11-25: forecast to 2026-12-04, 2 days later than planned
    note: what has begun is not known: the forecast takes nothing as begun

                              │ 2026-11-25
    DAY               1   2   3   4   5   6   7   8
    Shared Contracts  ████████│
    infra             ████████▒▒▒▒▒▒▒▒··············
    auth                      ████████████████
    gateway                   │   ██████████████████
    beta                      │                     ◆
    testing           ──────────────────────────────

    █ critical  ▒ other  · slack  ─ continuous  ◆ milestone  │ today
    ");
    let mut command = world.command("plan --gantt --today 2026-11-25");
    command.env("LC_ALL", "C");
    let ascii = world.repository.run(&mut command).success().stdout;
    assert!(ascii.is_ascii(), "{ascii}");
    assert_eq!(ascii.lines().count(), answer.stdout.lines().count());
}

#[test]
fn a_chart_for_markdown() {
    assert_snapshot!(World::new(PLAN).orion("plan --mermaid").success().stdout, @"
    gantt
        title shop
        dateFormat YYYY-MM-DDTHH:mm
        axisFormat %j
        section Plan
        1. Shared Contracts :crit, w0p0, 2001-01-01T00:00, 2001-01-03T00:00
        2. infra, libraries :crit, w1p0, 2001-01-01T00:00, 2001-01-03T00:00
        2. infra, support :w1p1, 2001-01-03T00:00, 2001-01-05T00:00
        3. auth :crit, w2p0, 2001-01-03T00:00, 2001-01-07T00:00
        4. gateway :crit, w3p0, 2001-01-04T00:00, 2001-01-08T12:00
        5. beta :crit, milestone, w4p0, 2001-01-08T12:00, 2001-01-08T12:00
        section Continuous
        6. testing :w5p0, 2001-01-01T00:00, 2001-01-08T12:00
    ");
}

#[test]
fn a_chart_with_dates() {
    let world = World::new(&with_start(PLAN));
    assert_snapshot!(world.orion("plan --mermaid").success().stdout, @"
    gantt
        title shop
        dateFormat YYYY-MM-DDTHH:mm
        axisFormat %m-%d
        section Plan
        1. Shared Contracts :crit, w0p0, 2026-11-23T00:00, 2026-11-25T00:00
        2. infra, libraries :crit, w1p0, 2026-11-23T00:00, 2026-11-25T00:00
        2. infra, support :w1p1, 2026-11-25T00:00, 2026-11-27T00:00
        3. auth :crit, w2p0, 2026-11-25T00:00, 2026-12-01T00:00
        4. gateway :crit, w3p0, 2026-11-26T00:00, 2026-12-03T00:00
        5. beta :crit, milestone, w4p0, 2026-12-03T00:00, 2026-12-03T00:00
        section Continuous
        6. testing :w5p0, 2026-11-23T00:00, 2026-12-03T00:00
    ");
}

#[test]
fn a_picture_is_for_light_and_dark_and_for_who_cannot_see_it() {
    let svg = World::new(PLAN).orion("plan --svg").success().stdout;
    for part in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"",
        "prefers-color-scheme: dark",
        "<title id=\"title\">Plan of shop</title>",
        "Critical: contracts, auth, gateway, beta.",
        "class=\"critical\"",
        "class=\"stripes\"",
        "class=\"link on\"",
        "</svg>",
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
}

#[test]
fn nothing_that_somebody_wrote_is_obeyed() {
    let title = format!(
        "title = {}",
        serde_json::to_string(HOSTILE).unwrap_or_default()
    );
    let plan = PLAN.replace("title = \"Shared Contracts\"", &title);
    let world = World::new(&plan);
    let svg = world.orion("plan --svg").success().stdout;
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}'), "{svg}");
    let mermaid = world.orion("plan --mermaid").success().stdout;
    let mut lines = mermaid.lines();
    let line = lines
        .find(|line| line.contains("script"))
        .unwrap_or_default();
    assert_snapshot!(line, @r#"    1. ＜/text＞＜script＞alert(1)＜/script＞ & ＼x1b[2J：crit, "x"； ＃1 ％％ section :crit, w0p0, 2001-01-01T00:00, 2001-01-03T00:00"#);
    for form in ["plan", "plan --gantt", "plan --json"] {
        let answer = world.orion(form).success().stdout;
        assert!(!answer.contains('\u{1b}'), "{answer}");
    }
}
