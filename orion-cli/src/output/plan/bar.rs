//! What is drawn of a plan, whatever it is drawn with: a bar for each workstream, or for each of its phases.

use orion_core::plan::{Days, PlanReport, WorkstreamPlan};

/// A stretch of the plan.
#[derive(Debug, Clone)]
pub(super) struct Bar<'p> {
    /// The phase's title, where it is a phase.
    pub(super) phase: Option<&'p str>,
    /// Its beginning.
    pub(super) from: Days,
    /// Its end.
    pub(super) to: Days,
    /// How far its end may move.
    pub(super) latest: Days,
    /// Whether it is on a critical path.
    pub(super) critical: bool,
    /// Whether it takes no time.
    pub(super) milestone: bool,
}

/// The bars of a workstream, in order.
pub(super) fn bars(workstream: &WorkstreamPlan) -> Vec<Bar<'_>> {
    if workstream.phases.is_empty() {
        return vec![Bar {
            phase: None,
            from: workstream.earliest_start,
            to: workstream.earliest_finish,
            latest: workstream
                .latest_finish
                .unwrap_or(workstream.earliest_finish),
            critical: workstream.critical,
            milestone: workstream.milestone,
        }];
    }
    let phases = workstream.phases.iter();
    phases
        .map(|phase| Bar {
            phase: Some(&phase.title),
            from: phase.earliest_start,
            to: phase.earliest_finish,
            latest: phase.latest_finish,
            critical: phase.critical,
            milestone: phase.duration_days == Days::ZERO,
        })
        .collect()
}

/// How many whole days are drawn; at least one.
pub(super) fn day_count(report: &PlanReport) -> i64 {
    let latest = report
        .workstreams
        .iter()
        .flat_map(bars)
        .map(|bar| bar.latest);
    let end = latest.fold(report.duration_days, Days::max);
    end.ceil().max(1)
}
