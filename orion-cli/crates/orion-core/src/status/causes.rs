//! What stops a workstream, at its root: whose move it is.
//!
//! A workstream is stopped by obstacles of its own, and by needed workstreams that are late. A late one is a root only
//! where nothing stops it in turn; else its own roots are what counts, and it is on the way to them.

use super::{CauseKind, Obstacle, WorkstreamFacts};
use crate::ids::WorkstreamId;

/// A root cause, as one workstream feels it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// What it is.
    pub obstacle: Obstacle,
    /// The workstreams between: who waits on whom, from the one that is stopped to the cause; both ends left out.
    pub through: Vec<WorkstreamId>,
}

impl Cause {
    /// One line for people; the title may be somebody else's.
    #[must_use]
    pub fn told(&self) -> String {
        let obstacle = &self.obstacle;
        let number = obstacle.number.map(|number| format!(" {number}"));
        let number = number.unwrap_or_default();
        match obstacle.kind {
            CauseKind::BlockerIssue | CauseKind::OverdueRequest => {
                format!("{}{number}: {}", obstacle.kind.words(), obstacle.title)
            }
            CauseKind::Conflict | CauseKind::LateWorkstream => {
                format!("{} {}", obstacle.title, obstacle.kind.words())
            }
        }
    }
}

/// A root cause with all that it stops.
#[derive(Debug, Clone, PartialEq)]
pub struct RootCause {
    /// What it is.
    pub obstacle: Obstacle,
    /// The workstreams that it stops, in the order of the facts.
    pub stops: Vec<WorkstreamId>,
    /// The days that it costs the finish of the whole: the most that one of these, or the late workstream itself, is
    /// late beyond its slack. None without a plan.
    pub days_at_stake: Option<f64>,
}

/// The root causes of what stops the workstream at `index`, its own first, each once.
#[must_use]
pub fn causes_of(all: &[WorkstreamFacts], index: usize) -> Vec<Cause> {
    let mut found = Vec::new();
    follow(all, index, &mut vec![index], &mut found);
    found
}

fn follow(all: &[WorkstreamFacts], index: usize, way: &mut Vec<usize>, found: &mut Vec<Cause>) {
    let through = |way: &[usize]| -> Vec<WorkstreamId> {
        way.iter().skip(1).map(|at| all[*at].id.clone()).collect()
    };
    for obstacle in &all[index].obstacles {
        add(found, obstacle.clone(), through(way));
    }
    for need in all[index].open_needs.iter().filter(|need| need.is_late) {
        let Some(on) = all.iter().position(|facts| facts.id == need.on) else {
            continue;
        };
        // Configuration allows no circle; facts of another time might.
        if way.contains(&on) {
            continue;
        }
        let late = &all[on];
        let is_stopped = !late.obstacles.is_empty()
            || (late.open_needs.iter())
                .any(|further| further.is_late && !way.iter().any(|at| all[*at].id == further.on));
        if is_stopped {
            way.push(on);
            follow(all, on, way, found);
            way.pop();
        } else {
            add(found, late_workstream(late), through(way));
        }
    }
}

fn add(found: &mut Vec<Cause>, obstacle: Obstacle, through: Vec<WorkstreamId>) {
    if !found.iter().any(|cause| cause.obstacle == obstacle) {
        found.push(Cause { obstacle, through });
    }
}

fn late_workstream(late: &WorkstreamFacts) -> Obstacle {
    Obstacle {
        kind: CauseKind::LateWorkstream,
        title: late.id.to_string(),
        number: None,
        url: None,
        whose: vec![late.id.clone()],
        since: late.plan.as_ref().and_then(|plan| plan.planned_finish),
    }
}

/// The days that a cause costs, where it stops these.
#[must_use]
pub fn days_at_stake(
    all: &[WorkstreamFacts],
    obstacle: &Obstacle,
    stops: &[WorkstreamId],
) -> Option<f64> {
    let is_late = obstacle.kind == CauseKind::LateWorkstream;
    let is_meant =
        |id: &WorkstreamId| stops.contains(id) || (is_late && obstacle.whose.contains(id));
    let plans = all
        .iter()
        .filter(|facts| is_meant(&facts.id))
        .filter_map(|facts| facts.plan.as_ref());
    plans.map(super::PlanFacts::days_at_stake).reduce(f64::max)
}

/// All root causes of workstreams that they truly stop (`is_stopped`), what costs the finish most first.
#[must_use]
pub fn root_causes(all: &[WorkstreamFacts], is_stopped: impl Fn(usize) -> bool) -> Vec<RootCause> {
    let mut roots: Vec<RootCause> = Vec::new();
    for index in (0..all.len()).filter(|index| is_stopped(*index)) {
        for Cause { obstacle, .. } in causes_of(all, index) {
            let id = &all[index].id;
            match roots.iter_mut().find(|root| root.obstacle == obstacle) {
                Some(root) => root.stops.push(id.clone()),
                None => roots.push(RootCause {
                    obstacle,
                    stops: vec![id.clone()],
                    days_at_stake: None,
                }),
            }
        }
    }
    for root in &mut roots {
        root.days_at_stake = days_at_stake(all, &root.obstacle, &root.stops);
    }
    roots.sort_by(|one, other| {
        let days = |root: &RootCause| root.days_at_stake.unwrap_or(0.0);
        let by_days = days(other).total_cmp(&days(one));
        // What stops longest comes first; of what nobody knows since when, last.
        let since = |root: &RootCause| (root.obstacle.since.is_none(), root.obstacle.since);
        by_days.then_with(|| since(one).cmp(&since(other)))
    });
    roots
}
