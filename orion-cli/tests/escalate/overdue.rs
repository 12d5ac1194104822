//! A review that nobody makes, up to the last level.

use insta::assert_snapshot;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::world::World;

#[test]
fn an_overdue_review_climbs_level_by_level_and_each_speaks_once() {
    let Some(world) = World::new(&json!([])) else {
        return;
    };
    let why = [
        "contract", "request", "auth-api", "--why", "a name", "--yes",
    ];
    world.orion("uma", &why).success();
    let listed = world.json("uma", &["contract", "list", "--json"]);
    let due: Timestamp = listed["requests"][0]["clock"]["due"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let later = |seconds| (due + SignedDuration::from_secs(seconds)).to_string();
    let (two_hours, six_hours) = (7_200, 21_600);

    world.at(&later(0));
    assert_snapshot!(world.auto(), @"nothing is due");
    world.at(&later(1));
    let shown = world.json("uma", &["escalate", "--json"]);
    assert_eq!(shown["blockers"][0]["kind"], "overdue-review");
    assert_eq!(shown["blockers"][0]["due"][0]["level"], 2);
    assert!(
        world.slack().is_empty() && world.comments(1).is_empty(),
        "it is only shown"
    );

    assert!(world.auto().contains("level 2"));
    assert_snapshot!(world.auto(), @"nothing is due");
    let slack = world.slack();
    assert_eq!(slack.len(), 1);
    assert!(
        slack[0].contains("<@UGRACE>") && !slack[0].contains("<!channel>"),
        "{slack:?}"
    );
    let comments = world.comments(1);
    assert!(
        comments.len() == 1 && comments[0].contains("For @grace."),
        "{comments:?}"
    );

    world.at(&later(two_hours));
    assert_snapshot!(world.auto(), @"nothing is due");
    world.at(&later(two_hours + 1));
    // A clone that knows nothing but what is on GitHub.
    std::fs::remove_dir_all(world.repository.top().join(".orion/outbox")).unwrap();
    assert!(world.auto().contains("level 3"));
    assert_snapshot!(world.auto(), @"nothing is due");
    let issue = world.issue(2);
    let body = issue["body"].as_str().unwrap();
    assert!(body.contains("For @grace, @uma."), "{body}");
    assert_eq!(world.slack().len(), 1);

    world.at(&later(six_hours));
    assert_snapshot!(world.auto(), @"nothing is due");
    world.at(&later(six_hours + 1));
    assert!(world.auto().contains("level 4"));
    assert_snapshot!(world.auto(), @"nothing is due");
    let slack = world.slack();
    assert_eq!(slack.len(), 2);
    assert!(slack[1].contains("<!channel> @pat"), "{slack:?}");
    assert_eq!(world.comments(1).len(), 3);

    world
        .orion("grace", &["contract", "approve", "1"])
        .success();
    let settled = world.orion("uma", &["escalate"]).success();
    assert_snapshot!(settled.stdout, @"nothing blocks");
    world.simulator.assert_clean();
}

#[test]
fn an_answer_of_an_owner_lets_the_time_begin_anew() {
    let answer = |user, at| json!({"user": user, "body": "Looking.", "created_at": at});
    let Some(world) = World::new(&json!([{
        "title": "Orders are lost",
        "user": "uma",
        "labels": ["blocker", "contracts"],
        "created_at": "2026-11-02T08:00:00Z",
        // The owner's comes an hour after the notice; nobody else's counts.
        "comments": [
            answer("grace", "2026-11-02T10:00:00Z"),
            answer("uma", "2026-11-02T10:20:00Z"),
        ],
    }])) else {
        return;
    };
    assert!(world.auto().contains("level 2"));
    world.at("2026-11-02T10:30:00Z");
    let overview = world.orion("uma", &["escalate"]).success();
    assert_snapshot!(overview.stdout, @"
    ISSUE  WHY      SINCE                 TOLD     DUE NOW  NEXT                             TITLE
    #1     blocked  2026-11-02T08:00:00Z  level 2  -        level 3 at 2026-11-02T12:00:00Z  Orders are lost
    ");
    world.simulator.assert_clean();
}
