//! Writes: once, one at a time, and apart.

use std::time::{Duration, Instant};

use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{count, fault, github, issues, new_issue, number, seed, with_token};

const CREATE: &str = "issues/create";

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_not_sent_again() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    for lost in [
        json!({"kind": "disconnect", "when": "after", "match": {"operation": CREATE}}),
        json!({"kind": "server_error", "when": "after", "match": {"operation": CREATE}}),
        json!({"kind": "disconnect", "when": "mid_body", "match": {"operation": CREATE}}),
        json!({"kind": "secondary_limit", "retry_after": 1, "when": "after", "match": {"operation": CREATE}}),
    ] {
        simulator.post("/_sim/reset", &json!({}));
        seed(&simulator, &json!([]));
        fault(&simulator, &lost);
        let github = github(&simulator).await;
        // A connection that was used before is no reason to send it again either.
        assert!(github.issues("contract-change").await.unwrap().is_empty());
        let error = github.create(&new_issue("once")).await.unwrap_err();
        assert!(error.passes(), "{error:?}");
        assert_eq!(count(&simulator, CREATE), 1, "{lost}");
        assert_eq!(issues(&simulator).len(), 1, "{lost}");
        // A list knows of it at once.
        let found = github.issues("contract-change").await.unwrap();
        assert_eq!(found[0].title, "once");
        simulator.assert_clean();
    }
}

#[tokio::test]
async fn writes_go_out_apart_and_one_at_a_time() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([{"title": "one"}]));
    let mut github = github(&simulator).await;
    github.pace.between_writes = Duration::from_millis(200);
    github.pace.between_notices = Duration::from_millis(700);
    let blocker = ["blocker".to_owned()];
    let begun = Instant::now();
    github.add_labels(number(1), &blocker).await.unwrap();
    github.remove_label(number(1), "blocker").await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(200));
    let begun = Instant::now();
    let (first, label, second) = tokio::join!(
        github.comment(number(1), "one"),
        github.add_labels(number(1), &blocker),
        github.comment(number(1), "two"),
    );
    for written in [first, label, second] {
        written.unwrap();
    }
    assert!(begun.elapsed() >= Duration::from_millis(900));
    let report = simulator.get("/_sim/report");
    assert_eq!(report["etiquette"]["most_requests_in_flight"], json!(1));
    simulator.assert_clean();
}

#[tokio::test]
async fn what_is_too_long_is_refused_by_its_field() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let github = github(&simulator).await;
    let error = github
        .create(&new_issue(&"x".repeat(300)))
        .await
        .unwrap_err();
    assert!(!error.passes());
    assert_eq!(
        error.to_string(),
        "GitHub refuses it: title: is too long (maximum is 256 characters)"
    );
    assert_eq!(count(&simulator, CREATE), 1);
    simulator.assert_clean();
}

#[tokio::test]
async fn what_was_deleted_is_gone() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([{"title": "one"}]));
    let deleted = json!({"repo": "acme/contracts", "number": 1});
    simulator.post("/_sim/issues/delete", &deleted);
    let github = github(&simulator).await;
    let gone = ForgeError::Gone {
        what: "issue #1".to_owned(),
    };
    assert_eq!(github.comment(number(1), "x").await, Err(gone.clone()));
    assert_eq!(github.history(number(1)).await, Err(gone));
    simulator.assert_clean();
}

#[tokio::test]
async fn an_issue_that_is_not_there_has_no_label_to_lose() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let github = github(&simulator).await;
    assert_eq!(
        github.remove_label(number(9), "blocker").await,
        Err(ForgeError::NotFound {
            what: "issue #9".to_owned()
        })
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn labels_that_the_token_may_not_give_are_missing_from_the_answer() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let reader = json!({"tokens": {"reader-token": {"login": "alice", "role_limit": "read"}}});
    simulator.post("/_sim/seed", &reader);
    let github = with_token(&simulator, "reader-token").await;
    let written = github.create(&new_issue("plain")).await.unwrap();
    assert_eq!(written.labels, Vec::<String>::new());
    assert_eq!(
        issues(&simulator)[0]["labels"],
        Value::from(Vec::<Value>::new())
    );
    simulator.assert_clean();
}
