//! What the plan of `workstreams.toml` says, with what evidence shows of the work.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use orion_core::config::Workspace;
use orion_core::ids::WorkstreamId;
use orion_core::plan::{Actual, Actuals, Days, WorkstreamPlan, plan};
use orion_core::status::PlanFacts;

use super::ports::{Advance, Planning};

/// The plan of a workspace, at a moment.
#[derive(Debug, Clone, Copy)]
pub struct WorkspacePlan<'a> {
    /// `workstreams.toml`
    pub workspace: &'a Workspace,
    /// The moment.
    pub now: Timestamp,
}

impl Planning for WorkspacePlan<'_> {
    fn facts(
        &self,
        advances: &BTreeMap<WorkstreamId, Advance>,
    ) -> BTreeMap<WorkstreamId, PlanFacts> {
        let zone = zone(self.workspace);
        let today = self.now.to_zoned(zone.clone()).date();
        let report = plan(self.workspace, &actuals(self.workspace, advances), today);
        let dated = report.workstreams.iter().filter(|row| !row.continuous);
        let facts = |row: &WorkstreamPlan| {
            let forecast = row.forecast.as_ref()?;
            let end = row.finish_date.and_then(|last| last.tomorrow().ok());
            let end = end.and_then(|end| end.to_zoned(zone.clone()).ok());
            let facts = PlanFacts {
                should_have_started: row.start_date.is_some_and(|start| start <= today),
                forecast_start: forecast.start_date,
                planned_finish: end.map(|end| end.timestamp()),
                days_late: forecast.finish_variance_days.get().max(0.0),
                total_slack: row.total_slack.map_or(0.0, Days::get),
            };
            Some((row.id.clone(), facts))
        };
        dated.filter_map(facts).collect()
    }
}

/// How far the workstreams are, in days of the project's calendar.
#[must_use]
pub fn actuals(workspace: &Workspace, advances: &BTreeMap<WorkstreamId, Advance>) -> Actuals {
    let zone = zone(workspace);
    let date = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let known: HashMap<_, _> = advances
        .iter()
        .map(|(id, advance)| {
            let started = date(advance.started);
            let actual = match advance.finished {
                Some(finished) => Actual::Done {
                    started,
                    finished: date(finished),
                },
                None => Actual::Running {
                    started,
                    left: advance.left,
                },
            };
            (id.clone(), actual)
        })
        .collect();
    Actuals::Known(known)
}

fn zone(workspace: &Workspace) -> TimeZone {
    let zone = workspace.project.time_zone.clone();
    zone.unwrap_or(TimeZone::UTC)
}
