//! Pull requests and checks, as far as the second half of a request's life needs them.

use orion_core::ids::IssueNumber;
use serde::{Deserialize, Serialize};

use super::{Checks, ForgeError};

/// How far a pull request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PullRequestStatus {
    /// It can be merged still.
    Open,
    /// It was merged.
    Merged,
    /// It was closed, and not merged.
    Closed,
}

/// A pull request. Its text was written by somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// Its number.
    pub number: IssueNumber,
    /// Its text; empty when there is none.
    pub body: String,
    /// How far it is.
    pub status: PullRequestStatus,
    /// The branch that it goes into.
    pub base: String,
    /// Its address for browsers.
    pub url: String,
}

/// A pull request to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPullRequest {
    /// Its title: one line, at most 256 characters.
    pub title: String,
    /// Its text: at most 65,536 characters.
    pub body: String,
    /// The branch in this repository that is to be merged.
    pub head: String,
    /// The branch that it goes into.
    pub base: String,
    /// Whether it is not to be merged as it is.
    pub is_draft: bool,
}

/// How a branch stands on GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its commit.
    pub commit: String,
    /// The checks of that; none where there are none.
    pub checks: Option<Checks>,
}

/// The pull requests and checks of one repository on GitHub.
pub trait PullRequests {
    /// All pull requests of a branch of this repository, open and closed.
    fn pull_requests(
        &self,
        branch: &str,
    ) -> impl Future<Output = Result<Vec<PullRequest>, ForgeError>>;

    /// One pull request.
    fn pull_request(
        &self,
        number: IssueNumber,
    ) -> impl Future<Output = Result<PullRequest, ForgeError>>;

    /// Opens a pull request.
    fn open_pull_request(
        &self,
        new: &NewPullRequest,
    ) -> impl Future<Output = Result<PullRequest, ForgeError>>;

    /// How a branch stands.
    fn standing(&self, branch: &str) -> impl Future<Output = Result<Standing, ForgeError>>;

    /// The open pull requests that name an issue.
    fn open_pull_requests_of(
        &self,
        issue: IssueNumber,
    ) -> impl Future<Output = Result<Vec<IssueNumber>, ForgeError>>;
}
