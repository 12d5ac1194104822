//! That a contract was released, for those who build on it.

use orion_core::config::Member;
use orion_core::ids::IssueNumber;

use super::NoticeError;

/// A release. Its title was written by somebody else: each place escapes it in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The request's issue.
    pub number: IssueNumber,
    /// The issue's title.
    pub title: String,
    /// The issue's address, where the migration guide is.
    pub url: String,
    /// What is released, and in which versions: `auth-api 1.0.0 → 1.1.0`.
    pub versions: Vec<String>,
    /// The workstreams that have to follow, each with its lead.
    pub consumers: Vec<(String, Option<Member>)>,
}

/// Announces releases.
pub trait Announcer {
    /// Sends it to Slack, once for each call.
    ///
    /// # Errors
    /// [`NoticeError`] when it may not have arrived.
    fn announce(&self, release: &Release) -> impl Future<Output = Result<(), NoticeError>>;
}
