//! How long pull requests waited for another person's first review.

use jiff::{SignedDuration, Timestamp};

/// How far back is looked.
const WINDOW: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A pull request, as far as its first review goes. Drafts are none: nobody was asked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// When it was ready for review: when it was marked so for the last time, or opened.
    pub ready_at: Timestamp,
    /// Who opened it, by their login.
    pub author: String,
    /// Its reviews, in any order.
    pub reviews: Vec<Review>,
    /// When it was merged or closed.
    pub closed_at: Option<Timestamp>,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Whose it is, by their login.
    pub author: String,
    /// When it was submitted.
    pub at: Timestamp,
    /// Whether that is a program.
    pub is_bot: bool,
}

/// What one pull request waited, in hours by the calendar, nights and Sundays included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wait {
    /// It was reviewed after this time.
    Reviewed(f64),
    /// It waits for this time, and still does.
    Waiting(f64),
    /// It was merged or closed after this time without a review.
    Unreviewed(f64),
}

impl Wait {
    fn hours(self) -> f64 {
        match self {
            Self::Reviewed(hours) | Self::Waiting(hours) | Self::Unreviewed(hours) => hours,
        }
    }
}

impl PullRequest {
    /// What it waited; `None` when that was over before the last 14 days, or has not begun.
    ///
    /// A review by its author is none, nor is a program's, nor one from before it was ready.
    #[must_use]
    pub fn wait(&self, now: Timestamp) -> Option<Wait> {
        if self.ready_at > now {
            return None;
        }
        let is_of_another =
            |review: &&Review| !review.is_bot && !review.author.eq_ignore_ascii_case(&self.author);
        let reviewed_at = self
            .reviews
            .iter()
            .filter(is_of_another)
            .map(|review| review.at)
            .filter(|at| (self.ready_at..=now).contains(at))
            .min();
        let closed_at = self.closed_at.filter(|at| *at <= now);
        let reviewed_at = reviewed_at.filter(|at| closed_at.is_none_or(|closed| *at <= closed));
        let after = |at: Timestamp| {
            (at >= now.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN))
                .then(|| at.duration_since(self.ready_at).as_secs_f64().max(0.0) / 3600.0)
        };
        match (reviewed_at, closed_at) {
            (Some(at), _) => after(at).map(Wait::Reviewed),
            (None, Some(at)) => after(at).map(Wait::Unreviewed),
            (None, None) => after(now).map(Wait::Waiting),
        }
    }
}

/// What all of them waited, in hours.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ReviewTimes {
    /// How many were reviewed.
    pub reviewed: usize,
    /// How many are still waiting.
    pub waiting: usize,
    /// How long the one waits that waits longest.
    pub longest_waiting: Option<f64>,
    /// How many were merged or closed without a review.
    pub unreviewed: usize,
    /// Half of them wait no longer than this; `None` when more than half are known only to have waited longer than any
    /// review took.
    pub median: Option<f64>,
    /// Nine of ten wait no longer than this; `None` likewise.
    pub p90: Option<f64>,
    /// The mean of those that were reviewed. The others are not in it, so it is too small where many wait.
    pub mean: Option<f64>,
    /// The longest time that any of them waited: what the median and the 90th percentile are above where they are `None`.
    pub longest: Option<f64>,
}

/// What the pull requests of the last 14 days waited: those whose wait ended then, and those that still wait.
///
/// One that still waits is neither left out, which would make a neglected repository look quick, nor taken for
/// reviewed now. It is known to take longer than it has so far, and the same goes for one that was merged without a
/// review. The estimator of Kaplan and Meier is made for that ("Nonparametric estimation from incomplete observations",
/// 1958): the share that still waits after a time is the product, over all times until then at which reviews came, of
/// 1 − reviews then / those that had waited until then. The median is the first time at which that is ½ or less.
/// Without any that wait it is the usual one, the lower of two in the middle.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "no repository has so many pull requests that it would show"
)]
pub fn review_times(pull_requests: &[PullRequest], now: Timestamp) -> ReviewTimes {
    let mut waits: Vec<Wait> = pull_requests.iter().filter_map(|it| it.wait(now)).collect();
    // Whoever is known to wait longer than a time was among those who waited until then.
    let rank = |wait: &Wait| !matches!(wait, Wait::Reviewed(_));
    waits.sort_by(|one, other| {
        let by_time = one.hours().total_cmp(&other.hours());
        by_time.then(rank(one).cmp(&rank(other)))
    });
    let mut times = ReviewTimes {
        longest: waits.last().map(|wait| wait.hours()),
        ..ReviewTimes::default()
    };
    let mut sum = 0.0;
    let mut steps: Vec<(f64, f64)> = Vec::new();
    let mut still_waiting = 1.0;
    for (place, wait) in waits.iter().enumerate() {
        match *wait {
            Wait::Reviewed(hours) => {
                times.reviewed += 1;
                sum += hours;
                // Several at one time one after the other come to the same product.
                let at_risk = (waits.len() - place) as f64;
                still_waiting *= (at_risk - 1.0) / at_risk;
                steps.push((hours, still_waiting));
            }
            Wait::Waiting(hours) => {
                times.waiting += 1;
                times.longest_waiting = Some(hours);
            }
            Wait::Unreviewed(_) => times.unreviewed += 1,
        }
    }
    let first_below = |share: f64| {
        // A product of fractions misses ½ by a hair where it is ½.
        let is_reached = |step: &&(f64, f64)| step.1 <= share + 1e-9;
        steps.iter().find(is_reached).map(|(hours, _)| *hours)
    };
    times.median = first_below(0.5);
    times.p90 = first_below(0.1);
    times.mean = (times.reviewed > 0).then(|| sum / times.reviewed as f64);
    times
}

#[cfg(test)]
mod tests;
