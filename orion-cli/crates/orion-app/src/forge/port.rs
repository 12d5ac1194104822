//! What requests need of GitHub.

use orion_core::config::RepositoryName;
use orion_core::ids::IssueNumber;

use super::{ForgeError, Issue, IssueStatus, NewIssue, PullRequests, Tracked};

/// One repository on GitHub.
///
/// Reads are repeated where they fail for a moment. Writes are sent once: whoever asked for one looks whether it took
/// effect before it asks again. They go out one at a time, a second apart.
pub trait Forge: PullRequests {
    /// The repository.
    fn repository(&self) -> &RepositoryName;

    /// The login that the token belongs to.
    fn viewer(&self) -> impl Future<Output = Result<String, ForgeError>>;

    /// All issues with the label, open and closed, the youngest first: from lists, which know of an issue at once,
    /// and not from the search, which lags by minutes.
    fn issues(&self, label: &str) -> impl Future<Output = Result<Vec<Issue>, ForgeError>>;

    /// The open issues that have any of the labels, each with its labels' history, in as few calls as there are
    /// hundreds of them.
    fn tracked(&self, labels: &[&str]) -> impl Future<Output = Result<Vec<Tracked>, ForgeError>>;

    /// One issue with everything that happened to it, comments included.
    fn history(&self, number: IssueNumber) -> impl Future<Output = Result<Tracked, ForgeError>>;

    /// Writes an issue. Who cannot be assigned makes it [`ForgeError::Refused`], with a fault of `assignees`.
    fn create(&self, issue: &NewIssue) -> impl Future<Output = Result<Issue, ForgeError>>;

    /// Writes a comment.
    fn comment(
        &self,
        number: IssueNumber,
        body: &str,
    ) -> impl Future<Output = Result<(), ForgeError>>;

    /// Gives an issue labels that it may have already.
    fn add_labels(
        &self,
        number: IssueNumber,
        labels: &[String],
    ) -> impl Future<Output = Result<(), ForgeError>>;

    /// Takes a label from an issue; one that it does not have is fine.
    fn remove_label(
        &self,
        number: IssueNumber,
        label: &str,
    ) -> impl Future<Output = Result<(), ForgeError>>;

    /// Closes an issue, or opens it again.
    fn set_status(
        &self,
        number: IssueNumber,
        status: IssueStatus,
    ) -> impl Future<Output = Result<(), ForgeError>>;
}
