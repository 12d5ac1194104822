//! More than fits into one answer, and what was there already.

use orion_app::forge::{Forge as _, IssueStatus};
use orion_core::request::EventKind;
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{count, fault, github, journal, number, seed};

/// So many issues with a label, every tenth of them closed.
fn many(count: usize) -> Value {
    let issues = (1..=count).map(|number| {
        json!({
            "title": format!("issue {number}"),
            "labels": ["contract-change"],
            "state": if number % 10 == 0 { "closed" } else { "open" },
            "created_at": format!("2026-03-01T{:02}:{:02}:00Z", number / 60, number % 60),
        })
    });
    issues.collect()
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_leaves_pull_requests_out() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &many(230));
    let pulls = json!({"full_name": "acme/contracts", "pulls": [
        {"title": "a change", "user": "alice", "head": "change", "labels": ["contract-change"]},
    ]});
    simulator.post("/_sim/seed", &json!({"repos": [pulls]}));
    let github = github(&simulator).await;
    let found = github.issues("contract-change").await.unwrap();
    assert_eq!(found.len(), 230);
    assert_eq!(found[0].title, "issue 230");
    assert_eq!(found[229].title, "issue 1");
    let closed = |status| status == IssueStatus::Completed;
    assert_eq!(
        found.iter().filter(|issue| closed(issue.status)).count(),
        23
    );
    assert_eq!(count(&simulator, "issues/list-for-repo"), 3);
    simulator.assert_clean();
}

#[tokio::test]
async fn an_issue_that_slips_to_the_next_page_is_one() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &many(150));
    let github = github(&simulator).await;
    // The first page is what it would be if the youngest issues were written after it was read.
    let page =
        simulator.url() + "/repos/acme/contracts/issues?labels=contract-change&state=all&page=2";
    let issue = |number: u64| {
        json!({
            "number": number,
            "title": format!("issue {number}"),
            "body": null,
            "state": "open",
            "labels": ["contract-change"],
            "user": null,
            "created_at": "2026-03-01T00:00:00Z",
            "closed_at": null,
            "html_url": "https://github.com/acme/contracts/issues/1",
        })
    };
    let first: Value = (40..=139).rev().map(issue).collect();
    let first = json!({"kind": "status", "status": 200, "body": first, "headers": {
        "Link": format!(r#"<{page}&per_page=100&sort=created&direction=desc>; rel="next""#),
    }});
    fault(&simulator, &first);
    let found = github.issues("contract-change").await.unwrap();
    let numbers: Vec<u64> = found.iter().map(|issue| issue.number.get()).collect();
    assert_eq!(numbers, (1..=139).rev().collect::<Vec<_>>());
    simulator.assert_clean();
}

#[tokio::test]
async fn a_hundred_open_issues_take_one_question() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &many(230));
    let github = github(&simulator).await;
    let tracked = github
        .tracked(&["contract-change", "blocker"])
        .await
        .unwrap();
    assert_eq!(tracked.len(), 207);
    assert_eq!(tracked[0].issue.title, "issue 1");
    assert!(tracked.iter().all(|one| one.events.len() == 1));
    assert_eq!(count(&simulator, "graphql"), 3);
    simulator.assert_clean();
}

#[tokio::test]
async fn a_timeline_is_read_to_its_end() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let comments = (1..=230).map(|number| json!({"user": "alice", "body": number.to_string()}));
    let comments: Value = comments.collect();
    seed(
        &simulator,
        &json!([{"title": "long", "comments": comments}]),
    );
    let github = github(&simulator).await;
    let history = github.history(number(1)).await.unwrap();
    assert_eq!(history.events.len(), 230);
    assert_eq!(
        history.events[229].kind,
        EventKind::Commented("230".to_owned())
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn a_history_that_does_not_fit_is_read_by_itself() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let events = (0..150).map(|number| {
        let event = if number % 2 == 0 {
            "labeled"
        } else {
            "unlabeled"
        };
        json!({"event": event, "label": "blocker", "actor": "alice"})
    });
    let events: Value = events.collect();
    let issue = json!([{"title": "busy", "labels": ["contract-change"], "events": events}]);
    seed(&simulator, &issue);
    let github = github(&simulator).await;
    let tracked = github.tracked(&["contract-change"]).await.unwrap();
    assert_eq!(tracked[0].events.len(), 151);
    simulator.assert_clean();
}

#[tokio::test]
async fn an_event_that_nobody_knows_is_passed_over() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([{"title": "one"}]));
    let at = "2026-03-01T09:00:00Z";
    let timeline = json!([
        {"event": "entered-orbit", "created_at": at, "actor": {"login": "alice"}},
        {"event": "closed", "created_at": at, "actor": null},
        {"no": "event"},
    ]);
    let operation = "issues/list-events-for-timeline";
    fault(
        &simulator,
        &json!({"kind": "status", "status": 200, "body": timeline, "match": {"operation": operation}}),
    );
    let github = github(&simulator).await;
    let events = github.history(number(1)).await.unwrap().events;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, EventKind::Closed);
    assert_eq!(events[0].actor, None);
    simulator.assert_clean();
}

#[tokio::test]
async fn a_next_page_at_another_host_is_not_asked_for() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let link = r#"<http://evil.example/issues?page=2>; rel="next""#;
    let elsewhere = json!({"kind": "status", "status": 200, "body": [], "headers": {"Link": link}});
    fault(&simulator, &elsewhere);
    let github = github(&simulator).await;
    assert_eq!(
        github.issues("blocker").await.unwrap_err().to_string(),
        "GitHub's answer cannot be read: its next page is at another host"
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &many(120));
    let github = github(&simulator).await;
    let first = github.issues("contract-change").await.unwrap();
    let second = github.issues("contract-change").await.unwrap();
    assert_eq!(first, second);
    let statuses = |entries: Vec<Value>| -> Vec<u64> {
        let statuses = entries
            .iter()
            .map(|entry| entry["status"].as_u64().unwrap());
        statuses.collect()
    };
    let list = "issues/list-for-repo";
    assert_eq!(statuses(journal(&simulator, list)), [200, 200, 304, 304]);

    github
        .set_status(number(120), IssueStatus::Open)
        .await
        .unwrap();
    let third = github.issues("contract-change").await.unwrap();
    assert_eq!(third[0].status, IssueStatus::Open);
    assert_eq!(third.len(), 120);
    let report = simulator.get("/_sim/report");
    assert_eq!(
        report["etiquette"]["counts"]["unconditional_repeat"],
        Value::Null
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn what_another_process_has_read_is_not_sent_again() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &many(120));
    let work_tree = tempfile::tempdir().unwrap();
    let mut read = Vec::new();
    for _ in 0..2 {
        let process = github(&simulator).await.remembering(work_tree.path());
        read.push(process.issues("contract-change").await.unwrap());
    }
    assert_eq!(read[0], read[1]);
    let statuses = journal(&simulator, "issues/list-for-repo");
    let statuses: Vec<_> = statuses
        .iter()
        .map(|entry| entry["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 304, 304]);

    // Half a file is no answer.
    for file in std::fs::read_dir(work_tree.path().join(".orion/github")).unwrap() {
        let file = file.unwrap().path();
        if file.is_dir() {
            continue;
        }
        let text = std::fs::read(&file).unwrap();
        std::fs::write(&file, &text[..text.len() / 2]).unwrap();
    }
    let process = github(&simulator).await.remembering(work_tree.path());
    assert_eq!(process.issues("contract-change").await.unwrap(), read[0]);
    simulator.assert_clean();
}
