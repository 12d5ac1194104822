//! Questions in GraphQL: refusals within a success, and answers with holes.

use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{fault, github, journal, seed};

/// Three issues with the label.
fn three(simulator: &GhSim) {
    let issue = |title| json!({"title": title, "user": "alice", "labels": ["blocker"]});
    seed(
        simulator,
        &json!([issue("one"), issue("two"), issue("three")]),
    );
}

/// The sizes of the pages that were asked for.
fn sizes(simulator: &GhSim) -> Vec<u64> {
    let questions = journal(simulator, "graphql");
    let size = |question: &Value| question["body"]["variables"]["size"].as_u64();
    questions.iter().filter_map(size).collect()
}

#[tokio::test]
async fn what_is_too_much_is_asked_for_by_halves() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    for wrong in [
        json!({"kind": "graphql_resource_limits", "times": 2}),
        json!({"kind": "graphql_timeout", "times": 2}),
        json!({"kind": "graphql_timeout", "status": 200, "times": 2}),
        json!({"kind": "server_error", "status": 504, "html": true, "times": 2}),
    ] {
        simulator.post("/_sim/reset", &json!({}));
        three(&simulator);
        fault(&simulator, &wrong);
        let tracked = github(&simulator)
            .await
            .tracked(&["blocker"])
            .await
            .unwrap();
        assert_eq!(tracked.len(), 3);
        assert_eq!(sizes(&simulator), [100, 50, 25], "{wrong}");
        simulator.assert_clean();
    }
}

#[tokio::test]
async fn a_hole_that_takes_nothing_away_is_fine() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    three(&simulator);
    let path = json!(["repository", "issues", "nodes", 1, "author"]);
    let error = json!({"message": "no such account", "path": path});
    let hole = json!({"kind": "graphql_errors", "errors": [error], "null_paths": [path]});
    fault(&simulator, &hole);
    let tracked = github(&simulator)
        .await
        .tracked(&["blocker"])
        .await
        .unwrap();
    let authors: Vec<_> = tracked
        .iter()
        .map(|one| one.issue.author.as_deref())
        .collect();
    assert_eq!(authors, [Some("alice"), None, Some("alice")]);
    simulator.assert_clean();
}

#[tokio::test]
async fn a_hole_is_never_taken_for_an_issue_that_is_closed() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let nodes = ["repository", "issues", "nodes"];
    for (below, at) in [
        (json!([]), "repository.issues.nodes.1"),
        (json!(["labels"]), "repository.issues.nodes.1.labels"),
        (
            json!(["timelineItems", "nodes", 0]),
            "repository.issues.nodes.1.timelineItems.nodes.0",
        ),
    ] {
        simulator.post("/_sim/reset", &json!({}));
        three(&simulator);
        let mut path = json!(nodes);
        let steps = path.as_array_mut().unwrap();
        steps.push(json!(1));
        steps.extend(below.as_array().unwrap().iter().cloned());
        let error = json!({"message": "went wrong", "path": path});
        let hole = json!({"kind": "graphql_errors", "errors": [error], "null_paths": [path]});
        fault(&simulator, &hole);
        let error = github(&simulator)
            .await
            .tracked(&["blocker"])
            .await
            .unwrap_err();
        let said = format!("a part of it is missing ({at}: went wrong)");
        assert_eq!(error, ForgeError::Unreadable { cause: said });
        simulator.assert_clean();
    }
}

#[tokio::test]
async fn a_limit_comes_with_a_success() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    three(&simulator);
    fault(
        &simulator,
        &json!({"kind": "graphql_rate_limited", "reset_in": 600}),
    );
    let error = github(&simulator).await.viewer().await.unwrap_err();
    let ForgeError::Limited {
        until: Some(_),
        secondary: false,
    } = error
    else {
        panic!("{error:?}");
    };
    assert_eq!(journal(&simulator, "graphql").len(), 1);
    simulator.assert_clean();
}
