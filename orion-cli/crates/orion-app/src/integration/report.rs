//! What `orion integration` reports.

use orion_core::integration::{
    Check, Finding, Outcome, Place, Point, PointState, Row, Tally, Unknown,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::stack::Runtime;

/// `orion integration --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IntegrationReport {
    /// 1.
    pub schema: u8,
    /// What the running stack was asked through; `null` when only the sources were read.
    pub live: Option<Runtime>,
    /// Why the running stack was not asked, where it was not; or `null`.
    pub why_static: Option<String>,
    /// The five points, in the order of their numbers: always all of them.
    pub points: Vec<PointReport>,
    /// The rows of the dashboard, from the top: the same checks, cut in another way.
    pub rows: Vec<RowReport>,
}

/// One integration point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PointReport {
    /// Which.
    pub point: Point,
    /// Its number, from 1 to 5.
    pub number: u8,
    /// Its name for people.
    pub title: String,
    /// How far it is.
    pub state: PointState,
    /// How many checks hold, and of how many.
    pub tally: Tally,
    /// What does not hold: what is broken first, then by place.
    pub findings: Vec<Finding>,
    /// What could not be told, by place.
    pub unknown: Vec<Unknown>,
    /// What was not asked, since it cannot be asked here: it does not count.
    pub left_out: Vec<String>,
}

/// One row of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowReport {
    /// Which.
    pub row: Row,
    /// Its name on the dashboard.
    pub title: String,
    /// How far it is.
    pub state: PointState,
    /// How many checks hold, and of how many.
    pub tally: Tally,
    /// What is first to be said of it, in one line: its first finding's message, else why something is not known.
    pub note: Option<String>,
}

/// Something that was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Of which point.
    pub point: Point,
    /// What, and why it cannot be asked here.
    pub why: String,
}

impl IntegrationReport {
    /// Sorts the checks to their points and rows, and counts.
    #[must_use]
    pub fn of(
        checks: &[Check],
        left_out: &[LeftOut],
        live: Option<Runtime>,
        why_static: Option<String>,
    ) -> Self {
        Self {
            schema: 1,
            live,
            why_static,
            points: Point::ALL
                .iter()
                .map(|point| point_report(*point, checks, left_out))
                .collect(),
            rows: Row::ALL
                .iter()
                .map(|row| row_report(*row, checks))
                .collect(),
        }
    }

    /// Whether any point is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.points
            .iter()
            .any(|point| point.state == PointState::Broken)
    }
}

fn point_report(point: Point, checks: &[Check], left_out: &[LeftOut]) -> PointReport {
    let of_it = || checks.iter().filter(|check| check.rule.point == point);
    let tally = Tally::of(of_it());
    PointReport {
        point,
        number: point.number(),
        title: point.title().to_owned(),
        state: tally.state(),
        tally,
        findings: findings(of_it()),
        unknown: unknown(of_it()),
        left_out: left_out
            .iter()
            .filter(|left| left.point == point)
            .map(|left| left.why.clone())
            .collect(),
    }
}

fn row_report(row: Row, checks: &[Check]) -> RowReport {
    let of_it = || checks.iter().filter(|check| check.rule.row == row);
    let tally = Tally::of(of_it());
    let first = findings(of_it()).into_iter().next();
    let not_known = || unknown(of_it()).into_iter().next();
    RowReport {
        row,
        title: row.title().to_owned(),
        state: tally.state(),
        tally,
        note: first
            .map(|finding| finding.message)
            .or_else(|| not_known().map(|unknown| unknown.reason)),
    }
}

fn findings<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<Finding> {
    let mut found: Vec<Finding> = checks
        .filter_map(|check| match &check.outcome {
            Outcome::Fails(finding) => Some(finding.clone()),
            Outcome::Holds | Outcome::Unknown(_) => None,
        })
        .collect();
    found.sort_by(|one, other| key(one).cmp(&key(other)));
    found
}

fn key(finding: &Finding) -> (bool, &Place, &str) {
    let missing = finding.weight == orion_core::integration::Weight::Missing;
    (missing, &finding.place, finding.code.0)
}

fn unknown<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<Unknown> {
    let mut found: Vec<Unknown> = checks
        .filter_map(|check| match &check.outcome {
            Outcome::Unknown(unknown) => Some(unknown.clone()),
            Outcome::Holds | Outcome::Fails(_) => None,
        })
        .collect();
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found
}
