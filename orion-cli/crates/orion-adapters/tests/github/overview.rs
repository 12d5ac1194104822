//! The overview: how many questions it takes, and what it tells.

use jiff::Timestamp;
use octocrab::Octocrab;
use orion_app::forge::{Checks, OverviewSource as _, PullRequestStatus};
use orion_app::refresh::Kept;
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{count, fault, github, journal, number, seed};

/// By the simulator's clock.
const NOW: &str = "2026-11-02T09:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A repository where much goes on.
fn busy(simulator: &GhSim, issues: usize, pulls: usize) {
    simulator.post("/_sim/clock", &json!({"freeze": NOW}));
    seed(simulator, &json!([]));
    let bulk = json!({"bulk": [{
        "repo": "acme/contracts", "issues": issues, "pulls": pulls, "seed": 3, "until": NOW,
    }]});
    simulator.post("/_sim/seed", &bulk);
}

fn points(simulator: &GhSim) -> u64 {
    simulator.get("/_sim/report")["graphql_cost"]
        .as_u64()
        .unwrap()
}

#[tokio::test]
async fn few_questions_tell_all() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    busy(&simulator, 500, 100);
    let github = github(&simulator).await;
    let full = github.full().await.unwrap();
    let (calls, cost) = (count(&simulator, "graphql"), points(&simulator));
    assert!(calls <= 5 && cost <= 24, "{calls} calls, {cost} points");
    assert_eq!(full.content.issues.len(), 500);
    assert_eq!(full.content.pulls.len(), 100);
    assert_eq!(full.missing, [""; 0]);
    let points = full.points.unwrap();
    assert_eq!((points.limit, points.remaining), (5000, 5000 - cost));
    let mut kept = Kept::full(full, now());

    simulator.post("/_sim/clock", &json!({"set": "2026-11-02T09:05:00Z"}));
    let changes = github.changes(kept.as_of.unwrap()).await.unwrap();
    assert_eq!(count(&simulator, "graphql"), calls + 1);
    assert!(changes.content.issues.len() < 20);
    let before = kept.overview.clone();
    kept.merge(changes, now());
    assert_eq!(kept.overview, before, "nothing has changed");

    let ids: Vec<_> = before.pulls.iter().map(|pull| &*pull.state.id).collect();
    let states = github.states(&ids).await.unwrap();
    assert_eq!(count(&simulator, "graphql"), calls + 2);
    assert_eq!(states.content.len(), 100);
    kept.merge_states(states, now());
    assert_eq!(kept.overview, before);
    let failed =
        |pull: &&orion_app::forge::OverviewPullRequest| pull.state.checks == Some(Checks::Failed);
    assert!(before.pulls.iter().any(|pull| failed(&pull)));
    let etiquette = simulator.get("/_sim/report")["etiquette"]["findings"].clone();
    assert_eq!(etiquette, json!([]));
    simulator.assert_clean();
}

#[tokio::test]
async fn changes_come_to_what_a_full_reading_tells() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let somebody = somebody(&simulator);
    for round in 0..2u64 {
        simulator.post("/_sim/reset", &json!({}));
        busy(&simulator, 60, 30);
        let github = github(&simulator).await;
        let mut kept = Kept::full(github.full().await.unwrap(), now());
        let issues: Vec<_> = kept
            .overview
            .issues
            .iter()
            .map(|it| it.number.get())
            .collect();
        let pulls: Vec<_> = kept
            .overview
            .pulls
            .iter()
            .map(|it| it.number.get())
            .collect();
        for step in 0..3u64 {
            simulator.post("/_sim/clock", &json!({"advance": "1m"}));
            // More than a page of changes each time.
            for (at, issue) in issues.iter().chain(&pulls).enumerate() {
                let chance = (at as u64 * 7 + round * 5 + step * 3) % 11;
                let state = if chance < 3 { "closed" } else { "open" };
                if chance < 5 {
                    patch(&somebody, *issue, &json!({"state": state})).await;
                } else if chance == 5 {
                    patch(&somebody, *issue, &json!({"labels": ["blocker"]})).await;
                }
            }
            let changes = github.changes(kept.as_of.unwrap()).await.unwrap();
            kept.merge(changes, now());
            let full = Kept::full(github.full().await.unwrap(), now());
            assert_eq!(kept.overview, full.overview, "round {round}, step {step}");
        }
        assert!(
            kept.overview
                .pulls
                .iter()
                .any(|pull| pull.status == PullRequestStatus::Closed)
        );
        simulator.assert_clean();
    }
}

/// Somebody else, who changes things.
fn somebody(simulator: &GhSim) -> Octocrab {
    let builder = Octocrab::builder().personal_token(GhSim::TOKEN);
    builder.base_uri(simulator.url()).unwrap().build().unwrap()
}

async fn patch(somebody: &Octocrab, issue: u64, change: &Value) {
    let path = format!("/repos/acme/contracts/issues/{issue}");
    let _: Value = somebody.patch(path, Some(change)).await.unwrap();
}

#[tokio::test]
async fn what_is_too_much_is_asked_for_by_halves() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    for wrong in [
        json!({"kind": "graphql_resource_limits", "times": 2}),
        json!({"kind": "server_error", "status": 502, "html": true, "times": 2}),
    ] {
        simulator.post("/_sim/reset", &json!({}));
        busy(&simulator, 60, 30);
        fault(&simulator, &wrong);
        let full = github(&simulator).await.full().await.unwrap();
        assert_eq!(
            (full.content.issues.len(), full.content.pulls.len()),
            (60, 30)
        );
        let asked = journal(&simulator, "graphql");
        let sizes: Vec<_> = asked
            .iter()
            .map(|entry| entry["body"]["variables"]["size"].as_u64().unwrap())
            .collect();
        assert_eq!(sizes[..3], [100, 50, 25], "{wrong}");
        simulator.assert_clean();
    }
}

#[tokio::test]
async fn holes_are_told_and_never_taken_for_what_is_gone() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    busy(&simulator, 3, 3);
    let hole = |path: Value| {
        let error = json!({"message": "went wrong", "path": path});
        json!({"kind": "graphql_errors", "errors": [error], "null_paths": [path]})
    };
    let nodes = ["repository", "pullRequests", "nodes"];
    let of_row = json!([nodes[0], nodes[1], nodes[2], 1, "author"]);
    fault(&simulator, &hole(of_row));
    let github = github(&simulator).await;
    let full = github.full().await.unwrap();
    assert_eq!(
        full.missing,
        ["repository.pullRequests.nodes.1.author: went wrong"]
    );
    assert_eq!(full.content.pulls[1].author, None);

    let row = json!([nodes[0], nodes[1], nodes[2], 1]);
    fault(&simulator, &hole(row));
    let error = github.full().await.unwrap_err().to_string();
    assert!(error.contains("a part of it is missing"), "{error}");

    let mut kept = Kept::full(full, now());
    let ids: Vec<_> = kept
        .overview
        .pulls
        .iter()
        .map(|pull| pull.state.id.clone())
        .collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    fault(&simulator, &hole(json!(["nodes", 0])));
    let states = github.states(&ids).await.unwrap();
    assert_eq!((states.content.len(), states.missing.len()), (2, 1));
    kept.merge_states(states, now());
    assert_eq!(kept.overview.pulls.len(), 3);
    simulator.assert_clean();
}

#[tokio::test]
async fn labels_have_a_since_and_pull_requests_a_review_time() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    simulator.post("/_sim/clock", &json!({"freeze": NOW}));
    let at = |hour: u8| format!("2026-11-01T{hour:02}:00:00Z");
    simulator.post(
        "/_sim/seed",
        &json!({"repos": [{
            "full_name": "acme/contracts", "private": true,
            "collaborators": {"octocat": "admin", "alice": "write", "bob": "write"},
            "labels": [{"name": "blocker"}],
            "issues": [{
                "title": "one", "user": "alice", "created_at": at(1), "labels": ["blocker"],
                "events": [
                    {"event": "labeled", "label": "blocker", "created_at": at(1)},
                    {"event": "unlabeled", "label": "blocker", "created_at": at(2)},
                    {"event": "labeled", "label": "blocker", "created_at": at(3)},
                ],
            }],
            "pulls": [{
                "title": "two", "user": "alice", "head": "auth/x", "created_at": at(4),
                "reviews": [
                    {"user": "alice", "state": "COMMENTED", "submitted_at": at(5)},
                    {"user": "checker[bot]", "state": "COMMENTED", "submitted_at": at(6)},
                    {"user": "bob", "state": "APPROVED", "submitted_at": at(9)},
                ],
            }],
        }]}),
    );
    let full = github(&simulator).await.full().await.unwrap();
    let label = &full.content.issues[0].labels[0];
    assert_eq!(label.since, Some(at(3).parse().unwrap()));
    let pull = &full.content.pulls[0];
    assert_eq!(pull.number, number(2));
    assert_eq!((&*pull.head, pull.state.checks), ("auth/x", None));
    let bots: Vec<_> = pull.reviews.iter().map(|review| review.is_bot).collect();
    assert_eq!(bots, [false, true, false]);
    assert_eq!(pull.review_time().unwrap().as_hours(), 5);
    assert!(!pull.awaits_review());
    simulator.assert_clean();
}
