//! What GitHub told last, as figures count it.

use jiff::Timestamp;
use orion_core::quality::{PullRequest, Review};

use super::known::{Known, Seen};
use crate::escalate::BLOCKER;
use crate::forge::{Overview, OverviewPullRequest};
use crate::refresh::Kept;

/// The figures that only GitHub knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GithubFigures {
    /// How many open issues have the label `blocker`.
    pub blockers: Known<u32>,
    /// The pull requests that are open, and those that were settled last: as many as the overview keeps.
    pub pull_requests: Known<Vec<PullRequest>>,
}

impl GithubFigures {
    /// What the kept overview says of them, as old as that is. `now` is what counts as the present: a clock that was set
    /// back makes nothing come from the future.
    #[must_use]
    pub fn of(kept: Option<&Kept>, now: Timestamp) -> Self {
        let told = kept.and_then(|kept| Some((kept, kept.changes_at.or(kept.full_at)?.min(now))));
        let Some((kept, at)) = told else {
            return Self::unknown("GitHub was never asked; `orion status` asks it, with a token");
        };
        let overview = &kept.overview;
        let pulls = overview.pulls.iter().filter_map(pull_request);
        Self {
            blockers: Ok(Seen {
                value: blockers(overview),
                at,
            }),
            pull_requests: Ok(Seen {
                value: pulls.collect(),
                at,
            }),
        }
    }

    /// None of them, and why.
    #[must_use]
    pub fn unknown(because: &str) -> Self {
        Self {
            blockers: Err(because.to_owned()),
            pull_requests: Err(because.to_owned()),
        }
    }
}

fn blockers(overview: &Overview) -> u32 {
    let issues = overview.issues.iter();
    let open = issues.filter(|issue| {
        let mut labels = issue.labels.iter();
        issue.is_open && labels.any(|label| label.name == BLOCKER)
    });
    u32::try_from(open.count()).unwrap_or(u32::MAX)
}

/// A pull request as its wait is counted; none for a draft. Reviews of accounts that are gone are left out: whether
/// they were people nobody can tell.
fn pull_request(pull: &OverviewPullRequest) -> Option<PullRequest> {
    let reviews = pull.reviews.iter().filter_map(|review| {
        Some(Review {
            author: review.author.clone()?,
            at: review.at,
            is_bot: review.is_bot,
        })
    });
    Some(PullRequest {
        ready_at: pull.ready_since()?,
        author: pull.author.clone().unwrap_or_default(),
        reviews: reviews.collect(),
        closed_at: pull.merged_at.or(pull.closed_at),
    })
}
