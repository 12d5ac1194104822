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

#[cfg(test)]
mod tests {
    use orion_core::ids::IssueNumber;

    use super::*;
    use crate::forge::{OverviewIssue, PullRequestStatus, PullState};

    fn at(hour: i8) -> Timestamp {
        let day = jiff::civil::date(2026, 1, 5).at(hour, 0, 0, 0);
        day.in_tz("UTC").unwrap().timestamp()
    }

    fn issue(label: &str, is_open: bool) -> OverviewIssue {
        let label = crate::forge::LabelSince {
            name: label.to_owned(),
            since: None,
        };
        OverviewIssue {
            number: IssueNumber::new(1).unwrap(),
            title: String::new(),
            url: String::new(),
            is_open,
            author: None,
            assignees: Vec::new(),
            labels: vec![label],
            created_at: at(0),
            updated_at: at(0),
            turned_at: None,
        }
    }

    fn pull(is_draft: bool) -> OverviewPullRequest {
        let review = |author: Option<&str>, is_bot: bool| crate::forge::Review {
            author: author.map(str::to_owned),
            is_bot,
            state: "COMMENTED".to_owned(),
            at: at(3),
        };
        OverviewPullRequest {
            number: IssueNumber::new(2).unwrap(),
            title: String::new(),
            url: String::new(),
            status: PullRequestStatus::Merged,
            is_draft,
            author: Some("uma".to_owned()),
            head: "a".to_owned(),
            base: "main".to_owned(),
            created_at: at(1),
            updated_at: at(4),
            merged_at: Some(at(4)),
            closed_at: Some(at(4)),
            labels: Vec::new(),
            asked: Vec::new(),
            reviews: vec![review(None, false), review(Some("checker"), true)],
            ready_at: Some(at(2)),
            asked_at: None,
            state: PullState {
                id: String::new(),
                head_id: String::new(),
                decision: None,
                is_mergeable: None,
                checks: None,
            },
        }
    }

    #[test]
    fn drafts_wait_for_nobody_and_accounts_that_are_gone_do_not_count() {
        let mut kept = Kept {
            changes_at: Some(at(6)),
            full_at: Some(at(5)),
            ..Kept::default()
        };
        kept.overview.issues = vec![
            issue("blocker", true),
            issue("blocker", false),
            issue("other", true),
        ];
        kept.overview.pulls = vec![pull(false), pull(true)];
        let figures = GithubFigures::of(Some(&kept), at(9));
        assert_eq!(
            figures.blockers,
            Ok(Seen {
                value: 1,
                at: at(6)
            })
        );
        let expected = PullRequest {
            ready_at: at(2),
            author: "uma".to_owned(),
            reviews: vec![Review {
                author: "checker".to_owned(),
                at: at(3),
                is_bot: true,
            }],
            closed_at: Some(at(4)),
        };
        let pulls = figures.pull_requests.unwrap();
        assert_eq!(pulls.value, [expected]);
        let earlier = GithubFigures::of(Some(&kept), at(5));
        assert_eq!(
            earlier.blockers.unwrap().at,
            at(5),
            "nothing is from the future"
        );
    }

    #[test]
    fn what_was_never_told_is_unknown() {
        assert!(GithubFigures::of(None, at(9)).blockers.is_err());
        let nothing = GithubFigures::of(Some(&Kept::default()), at(9));
        assert!(nothing.pull_requests.is_err());
    }
}
