//! The port: what requests need of GitHub, each as the calls that it takes.

use std::collections::HashSet;

use http::Method;
use orion_app::forge::{Forge, ForgeError, Issue, IssueStatus, NewIssue, Tracked};
use orion_core::config::RepositoryName;
use orion_core::ids::IssueNumber;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::client::GitHub;
use super::rest::{RestIssue, event, segment};
use super::writing::Write;

impl GitHub {
    /// The repository, for people.
    pub(super) fn repository_name(&self) -> String {
        format!("repository `{}`", self.repository)
    }

    /// A path below the repository's.
    pub(super) fn below(&self, path: &str) -> String {
        let (owner, name) = (&self.repository.owner, &self.repository.name);
        self.address.path(&format!(
            "/repos/{}/{}{path}",
            segment(owner),
            segment(name)
        ))
    }

    /// A path below an issue's.
    fn issue_path(&self, number: IssueNumber, path: &str) -> String {
        self.below(&format!("/issues/{}{path}", number.get()))
    }

    /// See [`Forge::history`].
    pub(super) async fn whole_history(&self, number: IssueNumber) -> Result<Tracked, ForgeError> {
        let what = format!("issue {number}");
        let issue: RestIssue = self.read(&self.issue_path(number, ""), &what).await?;
        // An issue that was moved to another repository has another number there.
        let issue = issue.issue().filter(|issue| issue.number == number);
        let issue = issue.ok_or_else(|| ForgeError::NotFound { what: what.clone() })?;
        let path = self.issue_path(number, "/timeline?per_page=100");
        let items: Vec<Value> = self.read_all(&path, &what).await?;
        let mut events: Vec<_> = items.into_iter().filter_map(event).collect();
        events.sort_by_key(|event| event.at);
        Ok(Tracked { issue, events })
    }
}

impl Forge for GitHub {
    fn repository(&self) -> &RepositoryName {
        &self.repository
    }

    async fn viewer(&self) -> Result<String, ForgeError> {
        #[derive(Deserialize)]
        struct Data {
            viewer: Viewer,
        }
        #[derive(Deserialize)]
        struct Viewer {
            login: String,
        }
        // The token that Actions hands out may not ask the REST interface who it is.
        let ask = async || {
            self.ask("query { viewer { login } }", json!({}), "viewer")
                .await
        };
        let part = self.pace.repeated(ask).await?;
        let data = Data::deserialize(part.data).map_err(|error| ForgeError::Unreadable {
            cause: error.to_string(),
        })?;
        Ok(data.viewer.login)
    }

    async fn issues(&self, label: &str) -> Result<Vec<Issue>, ForgeError> {
        let path = self.below(&format!(
            "/issues?labels={}&state=all&sort=created&direction=desc&per_page=100",
            segment(label)
        ));
        let found: Vec<RestIssue> = self.read_all(&path, &self.repository_name()).await?;
        let mut issues: Vec<_> = found.into_iter().filter_map(RestIssue::issue).collect();
        // What is written meanwhile pushes others on to the next page, where they come again.
        let mut seen = HashSet::new();
        issues.retain(|issue| seen.insert(issue.number));
        Ok(issues)
    }

    async fn tracked(&self, labels: &[&str]) -> Result<Vec<Tracked>, ForgeError> {
        if labels.is_empty() {
            return Ok(Vec::new());
        }
        self.all_tracked(labels).await
    }

    async fn history(&self, number: IssueNumber) -> Result<Tracked, ForgeError> {
        self.whole_history(number).await
    }

    async fn create(&self, issue: &NewIssue) -> Result<Issue, ForgeError> {
        let write = Write {
            method: Method::POST,
            path: &self.below("/issues"),
            what: &self.repository_name(),
            body: Some(json!({
                "title": issue.title,
                "body": issue.body,
                "labels": issue.labels,
                "assignees": issue.assignees,
            })),
            notifies: true,
        };
        let answer = self.write(write).await?;
        let created: Result<RestIssue, _> = serde_json::from_slice(&answer.body);
        let unreadable = |cause: String| ForgeError::Unreadable { cause };
        let created = created.map_err(|error| unreadable(error.to_string()))?;
        let issue = created.issue();
        issue.ok_or_else(|| unreadable("it is about a pull request".to_owned()))
    }

    async fn comment(&self, number: IssueNumber, body: &str) -> Result<(), ForgeError> {
        let write = Write {
            method: Method::POST,
            path: &self.issue_path(number, "/comments"),
            what: &format!("issue {number}"),
            body: Some(json!({ "body": body })),
            notifies: true,
        };
        self.write(write).await.map(drop)
    }

    async fn add_labels(&self, number: IssueNumber, labels: &[String]) -> Result<(), ForgeError> {
        if labels.is_empty() {
            return Ok(());
        }
        let write = Write {
            method: Method::POST,
            path: &self.issue_path(number, "/labels"),
            what: &format!("issue {number}"),
            body: Some(json!({ "labels": labels })),
            notifies: false,
        };
        self.write(write).await.map(drop)
    }

    async fn remove_label(&self, number: IssueNumber, label: &str) -> Result<(), ForgeError> {
        let write = Write {
            method: Method::DELETE,
            path: &self.issue_path(number, &format!("/labels/{}", segment(label))),
            what: &format!("issue {number}"),
            body: None,
            notifies: false,
        };
        match self.write(write).await {
            Ok(_) => Ok(()),
            // Where the issue is there, it has no such label, which is what was asked for.
            Err(ForgeError::NotFound { what }) => {
                let path = self.issue_path(number, "");
                self.read::<IgnoredAny>(&path, &what).await.map(drop)
            }
            Err(error) => Err(error),
        }
    }

    async fn set_status(&self, number: IssueNumber, status: IssueStatus) -> Result<(), ForgeError> {
        let body = match status {
            IssueStatus::Open => json!({"state": "open"}),
            IssueStatus::Completed => json!({"state": "closed", "state_reason": "completed"}),
            IssueStatus::NotPlanned => json!({"state": "closed", "state_reason": "not_planned"}),
        };
        let write = Write {
            method: Method::PATCH,
            path: &self.issue_path(number, ""),
            what: &format!("issue {number}"),
            body: Some(body),
            notifies: false,
        };
        self.write(write).await.map(drop)
    }
}
