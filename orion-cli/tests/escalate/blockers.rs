//! Issues that block: with hostile titles, with Slack down, and by hand.

use std::process::Stdio;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::world::World;

fn blocker(title: &str, labels: &[&str]) -> Value {
    json!({"title": title, "user": "uma", "labels": labels, "created_at": "2026-11-02T08:00:00Z"})
}

#[test]
fn a_slack_that_fails_is_told_later_and_once() {
    let title = "<!channel> @here \u{1b}[2J *all* is lost";
    let issues = json!([blocker(title, &["blocker", "contracts"])]);
    let Some(world) = World::new(&issues) else {
        return;
    };
    let fault = json!({"kind": "slack_error", "status": 500, "times": 2});
    world.simulator.post("/_sim/faults", &fault);
    let first = world
        .orion("uma", &["escalate", "--auto", "-vvv"])
        .success();
    assert!(first.stderr.contains("slack was not told"), "{first:?}");
    for said in [&first.stdout, &first.stderr] {
        assert!(!said.contains("B000") && !said.contains('\u{1b}'), "{said}");
    }
    assert_eq!(world.comments(1).len(), 1);
    let second = world.orion("uma", &["escalate", "--auto"]).success();
    assert!(second.stderr.contains("slack was not told"), "{second:?}");
    assert_eq!(world.comments(1).len(), 1, "that it fails still is no news");

    assert!(world.auto().contains("told slack"));
    assert_snapshot!(world.auto(), @"nothing is due");
    let slack = world.slack();
    assert_eq!(slack.len(), 1);
    assert!(
        !slack[0].contains("<!channel>") && !slack[0].contains("@here"),
        "{slack:?}"
    );
    let comments = world.comments(1);
    assert_eq!(comments.len(), 2);
    assert!(
        comments[1].starts_with("Level 2 has reached slack now."),
        "{comments:?}"
    );
    world.simulator.assert_clean();
}

#[test]
fn what_is_critical_rings_for_everyone_at_once() {
    let issues = json!([blocker(
        "main is red",
        &["blocker", "critical", "contracts"]
    )]);
    let Some(world) = World::new(&issues) else {
        return;
    };
    let said = world.auto();
    assert!(
        said.contains("level 2") && said.contains("level 4"),
        "{said}"
    );
    let slack = world.slack();
    assert!(
        slack.len() == 2 && slack[1].contains("<!channel>"),
        "{slack:?}"
    );
    assert_snapshot!(world.auto(), @"nothing is due");
}

#[test]
fn several_runs_at_once_say_it_once() {
    let issues = json!([blocker("Orders are lost", &["blocker", "contracts"])]);
    let Some(world) = World::new(&issues) else {
        return;
    };
    let lost = json!({"kind": "disconnect", "when": "after", "times": 1, "match": {"method": "POST", "path": "/repos/*"}});
    world.simulator.post("/_sim/faults", &lost);
    let started: Vec<_> = (0..3)
        .map(|_| {
            let mut command = world.command("uma", &["escalate", "--auto", "--quiet"]);
            command.stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut process in started {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!((world.slack().len(), world.comments(1).len()), (1, 1));
    world.simulator.assert_clean();
}

#[test]
fn a_level_is_raised_by_hand_and_nothing_is_written_in_a_dry_run() {
    let closed = json!({
        "title": "Old", "user": "uma", "state": "closed",
        "created_at": "2026-11-02T08:00:00Z", "closed_at": "2026-11-02T08:10:00Z",
    });
    let issues = json!([blocker("Which field?", &["contracts"]), closed]);
    let Some(world) = World::new(&issues) else {
        return;
    };
    assert_snapshot!(world.auto(), @"nothing is due");
    let by_hand = ["escalate", "--level", "4", "#1"];
    let dry = world
        .orion("uma", &[&by_hand[..], &["--dry-run"]].concat())
        .success();
    assert_snapshot!(dry.stdout, @"
    #1, level 4 Emergency: https://github.com/acme/shop/issues/1
      not told slack
      not told comment
      | **Level 4, Emergency**: unanswered since `2026-11-02T08:00:00Z`
      |
      | #1: Which field?
      |
      | For @pat, everyone in the channel.
      |
      | - Call an emergency sync.
    ");
    assert!(world.slack().is_empty() && world.comments(1).is_empty());
    world.orion("uma", &by_hand).success();
    world.orion("uma", &by_hand).success();
    assert_eq!((world.slack().len(), world.comments(1).len()), (1, 1));

    assert_eq!(
        world.orion("uma", &["escalate", "--level", "4", "2"]).code,
        1
    );
    let silent = world.orion("uma", &["escalate", "--level", "1", "1"]);
    assert_eq!(silent.code, 2);
    assert_snapshot!(silent.stderr, @"
    error: level 1 has no place that a notice could go to
    hint: levels with `notify` under `[[escalation]]`: 2, 3, 4
    ");
    assert_eq!(world.orion("uma", &["escalate", "--level", "4"]).code, 2);
    assert_eq!(world.orion("uma", &["escalate", "1"]).code, 2);
    assert_eq!(
        world.orion("uma", &["escalate", "--level", "4", "9"]).code,
        3
    );
    world.simulator.assert_clean();
}
