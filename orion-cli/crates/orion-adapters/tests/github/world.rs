//! A repository in the simulator, and the adapter before it.

use std::ffi::OsString;
use std::time::Duration;

use orion_adapters::github::{GitHub, Pace};
use orion_app::forge::NewIssue;
use orion_core::config::RepositoryName;
use orion_core::ids::IssueNumber;
use orion_testutils::GhSim;
use serde_json::{Value, json};

/// The repository of these tests, as `octocat` sees it.
pub(crate) fn repository() -> RepositoryName {
    RepositoryName {
        host: None,
        owner: "acme".to_owned(),
        name: "contracts".to_owned(),
    }
}

/// Fills the repository.
pub(crate) fn seed(simulator: &GhSim, issues: &Value) {
    simulator.post(
        "/_sim/seed",
        &json!({"repos": [{
            "full_name": "acme/contracts",
            "private": true,
            "collaborators": {"octocat": "admin", "alice": "write"},
            "labels": [{"name": "contract-change"}, {"name": "blocker"}],
            "issues": issues,
        }]}),
    );
}

/// Makes something go wrong.
pub(crate) fn fault(simulator: &GhSim, fault: &Value) {
    simulator.post("/_sim/faults", fault);
}

/// How often an operation was asked for.
pub(crate) fn count(simulator: &GhSim, operation: &str) -> usize {
    journal(simulator, operation).len()
}

/// The requests for an operation.
pub(crate) fn journal(simulator: &GhSim, operation: &str) -> Vec<Value> {
    let entries = simulator.get(&format!("/_sim/journal?operation={operation}"));
    entries.as_array().unwrap().clone()
}

/// The issues that there are.
pub(crate) fn issues(simulator: &GhSim) -> Vec<Value> {
    let state = simulator.get("/_sim/state");
    let issues = state["repos"]["acme/contracts"]["issues"].as_array();
    issues.unwrap().clone()
}

/// Variables that lead to the simulator, and no others.
pub(crate) fn variables(
    simulator: &GhSim,
    token: &'static str,
) -> impl Fn(&str) -> Option<OsString> + use<> {
    let url = simulator.url();
    move |name| match name {
        "GITHUB_API_URL" => Some(url.clone().into()),
        "GH_TOKEN" => Some(token.into()),
        _ => None,
    }
}

/// Times in which a test is done.
pub(crate) fn hurried() -> Pace {
    Pace {
        between_writes: Duration::ZERO,
        between_notices: Duration::ZERO,
        before_repeating: Duration::from_millis(5),
        ..Pace::default()
    }
}

/// The adapter.
pub(crate) async fn github(simulator: &GhSim) -> GitHub {
    with_token(simulator, GhSim::TOKEN).await
}

pub(crate) async fn with_token(simulator: &GhSim, token: &'static str) -> GitHub {
    let variables = variables(simulator, token);
    let mut github = GitHub::connect(repository(), variables).await.unwrap();
    github.pace = hurried();
    github
}

pub(crate) fn number(number: u64) -> IssueNumber {
    IssueNumber::new(number).unwrap()
}

pub(crate) fn new_issue(title: &str) -> NewIssue {
    NewIssue {
        title: title.to_owned(),
        body: "why".to_owned(),
        labels: vec!["contract-change".to_owned()],
        assignees: Vec::new(),
    }
}
