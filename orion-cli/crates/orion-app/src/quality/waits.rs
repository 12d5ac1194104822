//! Open blockers, and what pull requests wait for: figures that GitHub knows.

use jiff::{SignedDuration, Timestamp};
use orion_core::quality::{Bound, FigureName, PullRequest, ReviewTimes, at_most, review_times};

use super::figure::{Making, judged};
use super::known::Known;
use super::report::{Figure, Origin, ReviewReport, Unit};

/// What GitHub said longer ago than this is stale.
const STALE_AFTER: SignedDuration = SignedDuration::from_hours(24);

impl<F> Making<'_, F> {
    pub(super) fn blockers(&self, blockers: &Known<u32>) -> Figure {
        let target = self.workspace.quality.open_blockers.map(f64::from);
        let name = FigureName::OpenBlockers;
        match blockers {
            Err(why) => self.unknown(name, Unit::Count, target, why),
            Ok(seen) => {
                let bound = Bound::Exactly(f64::from(seen.value));
                self.of_github(self.unknown(name, Unit::Count, target, ""), bound, seen.at)
            }
        }
    }

    /// The median stands for all of them: it is what the target is held against.
    pub(super) fn reviews(
        &self,
        pull_requests: &Known<Vec<PullRequest>>,
    ) -> (Figure, Option<ReviewReport>) {
        let target = self.workspace.quality.review_time;
        let target = target.map(|target| target.as_secs_f64() / 3600.0);
        let unknown = |why: &str| self.unknown(FigureName::ReviewTime, Unit::Hours, target, why);
        let seen = match pull_requests {
            Ok(seen) => seen,
            Err(why) => return (unknown(why), None),
        };
        // The waits are as long as they were when GitHub was asked, not longer.
        let times = review_times(&seen.value, seen.at);
        let bound = match times {
            ReviewTimes {
                median: Some(median),
                ..
            } => Bound::Exactly(median),
            ReviewTimes {
                longest: Some(longest),
                ..
            } => Bound::AtLeast(longest),
            ReviewTimes { .. } => Bound::Nothing,
        };
        let mut figure = self.of_github(unknown(""), bound, seen.at);
        let because = match bound {
            Bound::Nothing => Some("no pull request waited for a review in the last 14 days"),
            Bound::AtLeast(_) => {
                Some("most pull requests still wait, or were merged without a review")
            }
            Bound::Exactly(_) => None,
        };
        figure.because = figure.because.or(because.map(str::to_owned));
        let report = ReviewReport {
            reviewed: times.reviewed,
            waiting: times.waiting,
            longest_waiting: times.longest_waiting,
            unreviewed: times.unreviewed,
            median: times.median,
            p90: times.p90,
            mean: times.mean,
        };
        (figure, Some(report))
    }

    fn of_github(&self, figure: Figure, bound: Bound, at: Timestamp) -> Figure {
        let is_stale = self.now.duration_since(at) > STALE_AFTER;
        let origin = Origin {
            source: "GitHub".to_owned(),
            format: None,
            at,
            age_seconds: self.age(at),
            changed_since: None,
            untracked_files: 0,
            faults: Vec::new(),
        };
        let verdict = |bound, target, _| at_most(bound, target, is_stale);
        let mut figure = judged(figure, bound, verdict, &[]);
        if is_stale {
            figure.because = Some("GitHub was asked more than a day ago".to_owned());
        }
        let figure = self.from(figure, vec![origin]);
        // It is about the repository on GitHub, not about a commit.
        Figure {
            commit: None,
            ..figure
        }
    }
}
