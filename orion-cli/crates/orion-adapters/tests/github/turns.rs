//! What one process is told of limits, the others of its work tree know.

use std::path::Path;

use orion_adapters::github::GitHub;
use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::json;

use crate::world::{fault, hurried, new_issue, repository, seed, variables};

/// The adapter as a process of a work tree has it.
async fn process(simulator: &GhSim, work_tree: &Path) -> GitHub {
    let variables = variables(simulator, GhSim::TOKEN);
    let github = GitHub::connect(repository(), variables).await.unwrap();
    let mut github = github.remembering(work_tree);
    github.pace = hurried();
    github
}

fn is_limited<T>(answer: &Result<T, ForgeError>) -> bool {
    matches!(answer, Err(ForgeError::Limited { until: Some(_), .. }))
}

#[tokio::test]
async fn nobody_asks_while_another_was_told_to_wait() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let directory = tempfile::tempdir().unwrap();
    let (one, other) = (
        process(&simulator, directory.path()).await,
        process(&simulator, directory.path()).await,
    );
    let limit = json!({"kind": "secondary_limit", "retry_after": 600, "times": 1, "match": {"method": "POST"}});
    fault(&simulator, &limit);
    assert!(is_limited(&one.create(&new_issue("one")).await));
    let calls = simulator.get("/_sim/report")["requests"].clone();
    assert!(is_limited(&other.create(&new_issue("two")).await));
    assert!(is_limited(&other.issues("blocker").await));
    assert!(is_limited(&other.viewer().await));
    let report = simulator.get("/_sim/report");
    assert_eq!(report["requests"], calls, "nothing is sent");
    assert_eq!(report["etiquette"]["findings"], json!([]));
    // Another work tree was told nothing.
    let elsewhere = tempfile::tempdir().unwrap();
    let stranger = process(&simulator, elsewhere.path()).await;
    stranger.viewer().await.unwrap();
    simulator.assert_clean();
}

#[tokio::test]
async fn a_used_up_budget_leaves_the_other_alone() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let directory = tempfile::tempdir().unwrap();
    let one = process(&simulator, directory.path()).await;
    fault(
        &simulator,
        &json!({"kind": "graphql_rate_limited", "reset_in": 600}),
    );
    assert!(is_limited(&one.viewer().await));
    let other = process(&simulator, directory.path()).await;
    assert!(is_limited(&other.viewer().await));
    other.issues("blocker").await.unwrap();
    assert_eq!(simulator.get("/_sim/report")["requests"], json!(2));
    simulator.assert_clean();
}
