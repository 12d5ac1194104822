//! Pull requests and checks.

use std::collections::BTreeSet;

use http::Method;
use orion_app::forge::{
    Checks, ForgeError, NewPullRequest, PullRequest, PullRequestStatus, PullRequests, Standing,
};
use orion_core::ids::IssueNumber;
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::GitHub;
use super::rest::segment;
use super::writing::Write;

const STANDING: &str = "query($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $branch) { target { oid ... on Commit { statusCheckRollup { state } } } }
  }
}";

/// A pull request, as the REST interface tells it.
#[derive(Deserialize)]
struct RestPullRequest {
    number: IssueNumber,
    body: Option<String>,
    state: String,
    merged_at: Option<String>,
    base: Reference,
    html_url: String,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "ref")]
    name: String,
}

impl From<RestPullRequest> for PullRequest {
    fn from(rest: RestPullRequest) -> Self {
        Self {
            number: rest.number,
            body: rest.body.unwrap_or_default(),
            status: match rest.merged_at {
                Some(_) => PullRequestStatus::Merged,
                None if rest.state == "open" => PullRequestStatus::Open,
                None => PullRequestStatus::Closed,
            },
            base: rest.base.name,
            url: rest.html_url,
        }
    }
}

impl PullRequests for GitHub {
    async fn pull_requests(&self, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let head = format!("{}:{branch}", self.repository.owner);
        let path = format!("/pulls?state=all&per_page=100&head={}", segment(&head));
        let path = self.below(&path);
        let found: Vec<RestPullRequest> = self.read_all(&path, &self.repository_name()).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn pull_request(&self, number: IssueNumber) -> Result<PullRequest, ForgeError> {
        let path = self.below(&format!("/pulls/{}", number.get()));
        let found: RestPullRequest = self.read(&path, &format!("pull request {number}")).await?;
        Ok(found.into())
    }

    async fn open_pull_request(&self, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        let write = Write {
            method: Method::POST,
            path: &self.below("/pulls"),
            what: &self.repository_name(),
            body: Some(json!({
                "title": new.title,
                "body": new.body,
                "head": new.head,
                "base": new.base,
                "draft": new.is_draft,
            })),
            notifies: true,
        };
        let answer = self.write(write).await?;
        let opened: Result<RestPullRequest, _> = serde_json::from_slice(&answer.body);
        let opened = opened.map_err(|error| unreadable(&error))?;
        Ok(opened.into())
    }

    async fn standing(&self, branch: &str) -> Result<Standing, ForgeError> {
        let variables = json!({
            "owner": self.repository.owner,
            "name": self.repository.name,
            "branch": format!("refs/heads/{branch}"),
        });
        let what = format!("branch `{branch}`");
        let ask = async || self.ask(STANDING, variables.clone(), &what).await;
        let part = self.pace.repeated(ask).await?;
        if !part.missing.is_empty() {
            return Err(ForgeError::Refused {
                faults: part.missing,
            });
        }
        let target = part.data.pointer("/repository/ref/target");
        let target = target.filter(|target| !target.is_null());
        let target = target.ok_or(ForgeError::NotFound { what })?;
        let commit = target.get("oid").and_then(Value::as_str);
        let commit = commit.ok_or_else(|| unreadable(&"the branch has no commit"))?;
        let state = target.pointer("/statusCheckRollup/state");
        Ok(Standing {
            commit: commit.to_owned(),
            checks: state.and_then(Value::as_str).map(Checks::of_rollup),
        })
    }

    async fn open_pull_requests_of(
        &self,
        issue: IssueNumber,
    ) -> Result<Vec<IssueNumber>, ForgeError> {
        let path = format!("/issues/{}/timeline?per_page=100", issue.get());
        let path = self.below(&path);
        let items: Vec<Value> = self.read_all(&path, &format!("issue {issue}")).await?;
        let open = items.iter().filter_map(|item| {
            let source = item.pointer("/source/issue")?;
            let is_open = source.get("state")?.as_str()? == "open";
            let is_pull_request = source.get("pull_request").is_some_and(|it| !it.is_null());
            let number = IssueNumber::new(source.get("number")?.as_u64()?)?;
            (is_open && is_pull_request).then_some(number)
        });
        let open: BTreeSet<IssueNumber> = open.collect();
        Ok(open.into_iter().collect())
    }
}

fn unreadable(cause: &dyn std::fmt::Display) -> ForgeError {
    ForgeError::Unreadable {
        cause: cause.to_string(),
    }
}
