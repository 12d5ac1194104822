//! Figures as they were measured once, and what that comes to over time.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// For so long every measurement is kept; of what is older, the last of each day.
const EVERY_ONE_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So many are kept at most: a year of days, and a month of work.
const MOST: usize = 400;
/// A trend is that of so many days, today included.
const TREND_DAYS: i64 = 7;
const DAY: i64 = 24 * 60 * 60;

/// A figure of quality.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FigureName {
    /// How many of a hundred lines tests run.
    Coverage,
    /// Errors that linters found.
    LintErrors,
    /// Errors that compilers found.
    TypeErrors,
    /// Open issues with the label `blocker`.
    OpenBlockers,
    /// The median time until another person's first review, in hours.
    ReviewTime,
}

impl FigureName {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Coverage,
        Self::LintErrors,
        Self::TypeErrors,
        Self::OpenBlockers,
        Self::ReviewTime,
    ];

    /// Its name on the dashboard.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Coverage => "Test Coverage",
            Self::LintErrors => "Linting Errors",
            Self::TypeErrors => "Type Errors",
            Self::OpenBlockers => "Open Blockers",
            Self::ReviewTime => "PR Review Time",
        }
    }
}

/// The figures that were known at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measurement {
    /// When they were taken down.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// The commit that they are of; `null` when they were not of one.
    pub commit: Option<String>,
    /// Each figure that was known. One that was not is not in it.
    pub figures: BTreeMap<FigureName, f64>,
    /// The reports that they come from.
    pub origin: Vec<String>,
}

/// The measurements that are worth keeping, the oldest first: every one of the last 30 days, of days before that the
/// last one of each, and 400 altogether.
#[must_use]
pub fn thinned(mut measurements: Vec<Measurement>, now: Timestamp) -> Vec<Measurement> {
    measurements.sort_by_key(|measurement| measurement.at);
    let recent = now.saturating_sub(EVERY_ONE_FOR).unwrap_or(Timestamp::MIN);
    let mut kept: Vec<Measurement> = Vec::new();
    for measurement in measurements {
        let replaces = kept
            .last()
            .is_some_and(|last| measurement.at < recent && day(last.at) == day(measurement.at));
        if replaces {
            kept.pop();
        }
        kept.push(measurement);
    }
    let too_many = kept.len().saturating_sub(MOST);
    kept.split_off(too_many)
}

/// The last value of each of the last seven days (UTC), today's last; `None` for a day on which it was not known.
pub type Trend = Vec<Option<f64>>;

/// How a figure went.
#[must_use]
pub fn trend(measurements: &[Measurement], figure: FigureName, now: Timestamp) -> Trend {
    let today = day(now);
    (today - TREND_DAYS + 1..=today)
        .map(|wanted| {
            measurements
                .iter()
                .filter(|measurement| day(measurement.at) == wanted && measurement.at <= now)
                .filter_map(|it| Some((it.at, *it.figures.get(&figure)?)))
                .max_by_key(|(at, _)| *at)
                .map(|(_, value)| value)
        })
        .collect()
}

/// The number of a day since 1970, in UTC: whoever looks from another time zone sees the same trend.
fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(DAY)
}

#[cfg(test)]
mod tests;
