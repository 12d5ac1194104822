//! Reads that fail for a moment.

use std::time::{Duration, Instant};

use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{count, fault, github, seed};

const LIST: &str = "issues/list-for-repo";

/// Reads a list of one issue while this goes wrong.
async fn read(simulator: &GhSim, wrong: &Value) -> Result<usize, ForgeError> {
    seed(simulator, &json!([{"title": "one", "labels": ["blocker"]}]));
    fault(simulator, wrong);
    let mut github = github(simulator).await;
    github.pace.call = Duration::from_millis(1500);
    let found = github.issues("blocker").await;
    found.map(|issues| issues.len())
}

#[tokio::test]
async fn two_failures_and_then_an_answer() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let twice = json!({"kind": "server_error", "html": true, "times": 2});
    assert_eq!(read(&simulator, &twice).await, Ok(1));
    assert_eq!(count(&simulator, LIST), 3);
    simulator.assert_clean();
}

#[tokio::test]
async fn failures_without_an_end_are_told() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let always = json!({"kind": "server_error", "status": 503, "html": true, "times": 0});
    let error = read(&simulator, &always).await.unwrap_err();
    assert!(error.passes());
    let ForgeError::Server {
        status: 503,
        request_id: Some(_),
    } = error
    else {
        panic!("{error:?}");
    };
    assert_eq!(count(&simulator, LIST), 4);
    simulator.assert_clean();
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let cut = json!({"kind": "disconnect", "when": "mid_body"});
    assert_eq!(read(&simulator, &cut).await, Ok(1));
    assert_eq!(count(&simulator, LIST), 2);
    simulator.assert_clean();
}

#[tokio::test]
async fn half_a_text_that_came_as_a_whole_is_not_kept() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(
        &simulator,
        &json!([{"title": "one", "labels": ["blocker"]}]),
    );
    fault(&simulator, &json!({"kind": "malformed_json"}));
    let github = github(&simulator).await;
    let error = github.issues("blocker").await.unwrap_err();
    assert!(matches!(error, ForgeError::Unreadable { .. }), "{error:?}");
    assert_eq!(github.issues("blocker").await.unwrap().len(), 1);
    simulator.assert_clean();
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_asked_for_again() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let late = json!({"kind": "delay", "seconds": 2});
    assert_eq!(read(&simulator, &late).await, Ok(1));
    // The first is answered too, and told of then; in another test's world it would be a surprise.
    while count(&simulator, LIST) < 2 {}
    simulator.assert_clean();
}

#[tokio::test]
async fn a_short_wait_that_github_asks_for_is_kept() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let begun = Instant::now();
    let soon = json!({"kind": "secondary_limit", "retry_after": 1, "block": true});
    assert_eq!(read(&simulator, &soon).await, Ok(1));
    assert!(begun.elapsed() >= Duration::from_secs(1));
    let report = simulator.get("/_sim/report");
    assert_eq!(
        report["etiquette"]["counts"]["request_while_limited"],
        Value::Null
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn what_nobody_listens_to_cannot_be_reached() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let nobody = json!({"kind": "disconnect", "times": 0});
    let error = read(&simulator, &nobody).await.unwrap_err();
    assert!(matches!(error, ForgeError::Network { .. }), "{error:?}");
    assert!(error.passes());
    simulator.assert_clean();
}
