//! What a status is decided from.

use jiff::Timestamp;
use jiff::civil::Date;

use super::CauseKind;
use crate::evidence::Outcome;
use crate::ids::{IssueNumber, WorkstreamId};

/// One deliverable, as far as its workstream's status needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeliverableFacts {
    /// What its proof says on the base branch.
    pub outcome: Outcome,
    /// Whether it is in a ready pull request or in a request, and the ball is with a reviewer.
    pub in_review: bool,
}

/// What the plan says of a workstream now. Lengths are working days.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanFacts {
    /// Whether it should have started by now.
    pub should_have_started: bool,
    /// When it can start, by forecast.
    pub forecast_start: Option<Date>,
    /// When its planned finish was or will be.
    pub planned_finish: Option<Timestamp>,
    /// How much later than planned it ends, by forecast; never negative.
    pub days_late: f64,
    /// How much later it may end and the whole is still in time.
    pub total_slack: f64,
}

impl PlanFacts {
    /// The days that it costs the finish of the whole: what it is late beyond its slack.
    #[must_use]
    pub fn days_at_stake(&self) -> f64 {
        (self.days_late - self.total_slack.max(0.0)).max(0.0)
    }
}

/// Something that stops a workstream by itself, and is not another workstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What kind of thing it is.
    pub kind: CauseKind,
    /// What it is called; somebody else may have written it.
    pub title: String,
    /// Its issue.
    pub number: Option<IssueNumber>,
    /// The issue's address.
    pub url: Option<String>,
    /// Whose move it is.
    pub whose: Vec<WorkstreamId>,
    /// Since when it stops them.
    pub since: Option<Timestamp>,
}

/// A workstream that another waits on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenNeed {
    /// Which.
    pub on: WorkstreamId,
    /// Whether the plan says that it is late.
    pub is_late: bool,
}

/// A workstream.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkstreamFacts {
    /// Which.
    pub id: WorkstreamId,
    /// Its deliverables.
    pub deliverables: Vec<DeliverableFacts>,
    /// Whether there are commits ahead of the base in its paths, or a pull request for them that is a draft or whose
    /// author has the ball.
    pub in_work: bool,
    /// Its needs that do not hold yet, in the file's order.
    pub open_needs: Vec<OpenNeed>,
    /// What stops it that is no workstream.
    pub obstacles: Vec<Obstacle>,
    /// What the plan says; none where there is no plan.
    pub plan: Option<PlanFacts>,
}

impl WorkstreamFacts {
    /// Whether every deliverable is proved. Where there is none, nothing can show that it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let mut deliverables = self.deliverables.iter();
        !self.deliverables.is_empty() && deliverables.all(|it| it.outcome == Outcome::Proved)
    }

    /// Whether there is anything of it, on the base branch or before it.
    #[must_use]
    pub fn has_started(&self) -> bool {
        let is_there = |it: &DeliverableFacts| {
            it.in_review || matches!(it.outcome, Outcome::Proved | Outcome::Partly(_))
        };
        self.in_work || self.deliverables.iter().any(is_there)
    }
}
