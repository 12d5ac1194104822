//! The last known overview, and how an answer becomes part of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::forge::{Overview, Points, PullRequestStatus, PullState, Reading};
use crate::ports::StoreError;

/// How many pull requests are kept that are not open any more: as many as a full reading brings.
const SETTLED: usize = 50;

/// What was last known.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What is open, and the pull requests that were settled last.
    pub overview: Overview,
    /// By GitHub's clock, until when every change is in it.
    pub as_of: Option<Timestamp>,
    /// By this machine's clock, when all of it was read.
    pub full_at: Option<Timestamp>,
    /// When the changes were read last.
    pub changes_at: Option<Timestamp>,
    /// When the checks were read last.
    pub checks_at: Option<Timestamp>,
    /// What was left to ask.
    pub points: Option<Points>,
    /// What was missing in the answers, in GitHub's words.
    pub missing: Vec<String>,
}

/// Where it is kept between two processes.
pub trait OverviewStore {
    /// The last known of this repository; none where there is none that can be read.
    fn last(&self) -> Option<Kept>;

    /// Keeps it in the place of the last.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep(&self, kept: &Kept) -> Result<(), StoreError>;
}

impl Kept {
    /// What a full reading comes to.
    #[must_use]
    pub fn full(reading: Reading<Overview>, now: Timestamp) -> Self {
        let mut kept = Self {
            full_at: Some(now),
            ..Self::default()
        };
        kept.merge(reading, now);
        kept.checks_at = Some(now);
        kept
    }

    /// Takes in what changed. What is not open any more leaves; pull requests stay a while.
    pub fn merge(&mut self, reading: Reading<Overview>, now: Timestamp) {
        let Overview { issues, pulls } = reading.content;
        let overview = &mut self.overview;
        for issue in issues {
            overview.issues.retain(|known| known.number != issue.number);
            if issue.is_open {
                overview.issues.push(issue);
            }
        }
        overview.issues.sort_by_key(|issue| issue.number);
        for pull in pulls {
            overview.pulls.retain(|known| known.number != pull.number);
            overview.pulls.push(pull);
        }
        // The open ones first, then the youngest.
        let pulls = &mut overview.pulls;
        pulls.sort_by_key(|pull| {
            let is_settled = pull.status != PullRequestStatus::Open;
            (
                is_settled,
                std::cmp::Reverse((pull.updated_at, pull.number)),
            )
        });
        let open = pulls.partition_point(|pull| pull.status == PullRequestStatus::Open);
        pulls.truncate(open + SETTLED);
        pulls.sort_by_key(|pull| pull.number);
        self.as_of = self.as_of.max(reading.as_of);
        self.changes_at = Some(now);
        self.note(reading.points, reading.missing);
    }

    /// Takes in how pull requests stand.
    pub fn merge_states(&mut self, reading: Reading<Vec<PullState>>, now: Timestamp) {
        for state in reading.content {
            let mut pulls = self.overview.pulls.iter_mut();
            if let Some(pull) = pulls.find(|pull| pull.state.id == state.id) {
                pull.state = state;
            }
        }
        self.checks_at = Some(now);
        self.note(reading.points, reading.missing);
    }

    fn note(&mut self, points: Option<Points>, missing: Vec<String>) {
        self.points = points.or(self.points);
        for part in missing {
            if !self.missing.contains(&part) {
                self.missing.push(part);
            }
        }
    }
}
