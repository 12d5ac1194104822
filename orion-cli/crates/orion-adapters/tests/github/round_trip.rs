//! What requests do, when all goes well.

use orion_adapters::github::GitHub;
use orion_app::forge::{Forge as _, IssueStatus, NewIssue};
use orion_core::config::RepositoryName;
use orion_core::request::EventKind;
use orion_testutils::GhSim;
use serde_json::json;

use crate::world::{count, github, hurried, number, seed};

#[tokio::test]
async fn an_issue_is_written_and_everything_that_happens_to_it_comes_back() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let github = github(&simulator).await;
    assert_eq!(github.viewer().await.unwrap(), "octocat");
    assert_eq!(github.repository().to_string(), "acme/contracts");

    let issue = NewIssue {
        title: "Rename `order.id`".to_owned(),
        body: "It is an order's id.\n".to_owned(),
        labels: vec!["contract-change".to_owned(), "to: a/b c?".to_owned()],
        assignees: vec!["alice".to_owned()],
    };
    let written = github.create(&issue).await.unwrap();
    assert_eq!(written.number, number(1));
    assert_eq!(written.title, issue.title);
    assert_eq!(written.body, issue.body);
    assert_eq!(written.labels, issue.labels);
    assert_eq!(written.assignees, issue.assignees);
    assert_eq!(written.author.as_deref(), Some("octocat"));
    assert_eq!(written.status, IssueStatus::Open);
    assert!(written.url.ends_with("/acme/contracts/issues/1"));

    github.comment(number(1), "Looking.").await.unwrap();
    github
        .add_labels(number(1), &["blocker".to_owned()])
        .await
        .unwrap();
    github.add_labels(number(1), &[]).await.unwrap();
    github.remove_label(number(1), "to: a/b c?").await.unwrap();
    // It is gone, which is what is asked for.
    github.remove_label(number(1), "to: a/b c?").await.unwrap();
    github
        .set_status(number(1), IssueStatus::NotPlanned)
        .await
        .unwrap();

    let found = github.issues("contract-change").await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].status, IssueStatus::NotPlanned);
    assert_eq!(found[0].labels, ["contract-change", "blocker"]);
    assert!(found[0].closed_at.is_some());
    assert!(
        github
            .tracked(&["contract-change"])
            .await
            .unwrap()
            .is_empty()
    );

    github
        .set_status(number(1), IssueStatus::Open)
        .await
        .unwrap();
    let tracked = github.tracked(&["none", "blocker"]).await.unwrap();
    assert_eq!(tracked.len(), 1);
    let history = github.history(number(1)).await.unwrap();
    assert_eq!(tracked[0].issue, history.issue);

    let labeled = |name: &str| EventKind::Labeled(name.to_owned());
    let mut kinds = vec![
        labeled("contract-change"),
        labeled("to: a/b c?"),
        EventKind::Commented("Looking.".to_owned()),
        labeled("blocker"),
        EventKind::Unlabeled("to: a/b c?".to_owned()),
        EventKind::Closed,
        EventKind::Reopened,
    ];
    let told: Vec<_> = history
        .events
        .iter()
        .map(|event| event.kind.clone())
        .collect();
    assert_eq!(told, kinds);
    assert!(
        history
            .events
            .iter()
            .all(|event| event.actor.as_deref() == Some("octocat"))
    );
    // A list of many has no comments.
    kinds.remove(2);
    let told: Vec<_> = tracked[0]
        .events
        .iter()
        .map(|event| event.kind.clone())
        .collect();
    assert_eq!(told, kinds);
    assert!(
        tracked[0]
            .events
            .iter()
            .all(|event| event.actor.as_deref() == Some("octocat"))
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn nothing_is_asked_when_no_label_is_named() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let github = github(&simulator).await;
    assert!(github.tracked(&[]).await.unwrap().is_empty());
    assert_eq!(count(&simulator, "graphql"), 0);
    simulator.assert_clean();
}

#[tokio::test]
async fn a_server_of_ones_own_has_its_interfaces_elsewhere() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(
        &simulator,
        &json!([{"title": "one", "labels": ["blocker"]}, {"title": "two", "labels": ["blocker"]}]),
    );
    let repository = RepositoryName {
        host: Some("ghe.example".to_owned()),
        owner: "acme".to_owned(),
        name: "contracts".to_owned(),
    };
    let root = format!("{}/api/v3", simulator.url());
    let variables = |name: &str| match name {
        "GITHUB_API_URL" => Some(root.clone().into()),
        "GH_ENTERPRISE_TOKEN" => Some(GhSim::TOKEN.into()),
        _ => None,
    };
    let mut github = GitHub::connect(repository, variables).await.unwrap();
    github.pace = hurried();
    assert_eq!(github.issues("blocker").await.unwrap().len(), 2);
    assert_eq!(github.tracked(&["blocker"]).await.unwrap().len(), 2);
    assert_eq!(github.history(number(2)).await.unwrap().issue.title, "two");
    let paths = simulator.get("/_sim/journal");
    let paths = paths.as_array().unwrap().iter();
    let paths: Vec<_> = paths.filter_map(|entry| entry["path"].as_str()).collect();
    assert_eq!(
        paths,
        [
            "/api/v3/repos/acme/contracts/issues",
            "/api/graphql",
            "/api/v3/repos/acme/contracts/issues/2",
            "/api/v3/repos/acme/contracts/issues/2/timeline",
        ]
    );
    simulator.assert_clean();
}
