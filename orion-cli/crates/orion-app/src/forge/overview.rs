//! Everything of a repository that is going on: its open issues and pull requests, and what was settled lately.
//!
//! Every text in it was written by somebody else.

use jiff::{SignedDuration, Timestamp};
use orion_core::ids::IssueNumber;
use serde::{Deserialize, Serialize};

use super::{Checks, ForgeError, PullRequestStatus};

/// A label, and since when it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelSince {
    /// Its name.
    pub name: String,
    /// When it was given last; none where that is too long ago to be told.
    pub since: Option<Timestamp>,
}

/// An open issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewIssue {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address for browsers.
    pub url: String,
    /// Whether it is open.
    pub is_open: bool,
    /// The login of who wrote it; none when that account is gone.
    pub author: Option<String>,
    /// The logins of whom it is assigned to.
    pub assignees: Vec<String>,
    /// Its labels.
    pub labels: Vec<LabelSince>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
    /// When it was opened again, or closed, last; none where it is as it was written.
    pub turned_at: Option<Timestamp>,
}

/// What reviews come to, where the branch wants them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewDecision {
    /// It may be merged.
    Approved,
    /// Somebody wants it changed.
    ChangesRequested,
    /// Somebody still has to look.
    ReviewRequired,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The login of whose it is; none when that account is gone.
    pub author: Option<String>,
    /// Whether that is a program.
    #[serde(default)]
    pub is_bot: bool,
    /// In GitHub's word: `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`.
    pub state: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// What can be asked again without the rest: a check that runs again does not count as a change of its pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullState {
    /// GitHub's own name of the pull request.
    pub id: String,
    /// The id of its last commit.
    pub head_id: String,
    /// What its reviews come to; none where the branch wants none.
    pub decision: Option<ReviewDecision>,
    /// Whether it merges without a conflict; none where GitHub has not found out yet.
    pub is_mergeable: Option<bool>,
    /// What its checks come to; none where it has none.
    pub checks: Option<Checks>,
}

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewPullRequest {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address for browsers.
    pub url: String,
    /// Whether it is open.
    pub status: PullRequestStatus,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// The login of whose it is; none when that account is gone.
    pub author: Option<String>,
    /// The branch that it is from.
    pub head: String,
    /// The branch that it is for.
    pub base: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
    /// When it was merged.
    pub merged_at: Option<Timestamp>,
    /// When it was closed last, merged or not.
    pub closed_at: Option<Timestamp>,
    /// The names of its labels.
    pub labels: Vec<String>,
    /// The logins and teams whose review is asked for.
    pub asked: Vec<String>,
    /// Its reviews, oldest first.
    pub reviews: Vec<Review>,
    /// When it was last taken for ready, after it had been a draft.
    pub ready_at: Option<Timestamp>,
    /// When a review was last asked for.
    pub asked_at: Option<Timestamp>,
    /// What is asked more often.
    pub state: PullState,
}

impl OverviewPullRequest {
    /// Since when it is ready for review; none for a draft.
    #[must_use]
    pub fn ready_since(&self) -> Option<Timestamp> {
        (!self.is_draft).then(|| self.ready_at.unwrap_or(self.created_at))
    }

    /// When another person first reviewed it since it is ready.
    #[must_use]
    pub fn first_review(&self) -> Option<Timestamp> {
        let ready = self.ready_since()?;
        let is_others = |review: &&Review| {
            let is_person = review.author.is_some() && !review.is_bot;
            review.at >= ready && is_person && review.author != self.author
        };
        let others = self.reviews.iter().filter(is_others);
        others.map(|review| review.at).min()
    }

    /// How long it was ready before another person first reviewed it.
    #[must_use]
    pub fn review_time(&self) -> Option<SignedDuration> {
        Some(self.first_review()?.duration_since(self.ready_since()?))
    }

    /// Whether it is somebody else's turn to look at it: it is open and ready, and either was asked for by name or has
    /// not been looked at.
    #[must_use]
    pub fn awaits_review(&self) -> bool {
        let is_ready = self.status == PullRequestStatus::Open && !self.is_draft;
        let is_decided = matches!(
            self.state.decision,
            Some(ReviewDecision::Approved | ReviewDecision::ChangesRequested)
        );
        is_ready && (!self.asked.is_empty() || (!is_decided && self.first_review().is_none()))
    }
}

/// What GitHub lets the token ask, in its own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// All of an hour.
    pub limit: u64,
    /// What is left.
    pub remaining: u64,
    /// When all are there again.
    pub reset_at: Timestamp,
}

/// Issues and pull requests.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Issues, by their numbers.
    pub issues: Vec<OverviewIssue>,
    /// Pull requests, by their numbers.
    pub pulls: Vec<OverviewPullRequest>,
}

/// An answer, as whole as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// What was asked for.
    pub content: T,
    /// By GitHub's clock, what it holds for sure: all that changed until then. None where nothing tells.
    pub as_of: Option<Timestamp>,
    /// What is left to ask.
    pub points: Option<Points>,
    /// What is missing in it, in GitHub's words.
    pub missing: Vec<String>,
}

/// How the overview of one repository on GitHub is asked for: little at a time, and as little as there is.
pub trait OverviewSource {
    /// All that is open, and the pull requests that were settled last.
    fn full(&self) -> impl Future<Output = Result<Reading<Overview>, ForgeError>>;

    /// What changed since then, open or not.
    fn changes(
        &self,
        since: Timestamp,
    ) -> impl Future<Output = Result<Reading<Overview>, ForgeError>>;

    /// How these pull requests stand, by GitHub's own names of them.
    fn states(
        &self,
        ids: &[&str],
    ) -> impl Future<Output = Result<Reading<Vec<PullState>>, ForgeError>>;
}
