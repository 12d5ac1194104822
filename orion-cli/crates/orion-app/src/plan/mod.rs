//! `orion plan`: what takes how long, what waits on what, and what cannot be late.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use orion_core::config::Workspace;
use orion_core::plan::{Actuals, PlanReport, plan};
use thiserror::Error;

use crate::check::{CouldNotTell, read_workspace};
use crate::ports::{Repository, Revision};

/// The day on which the plan is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusDay {
    /// That day.
    Given(Date),
    /// The day that it is at that instant, where the project is.
    At(Timestamp),
}

/// Why there is no plan.
#[derive(Debug, Error)]
pub enum PlanFailure {
    /// There is no `workstreams.toml` that can be used.
    #[error(transparent)]
    CouldNotTell(#[from] CouldNotTell),
    /// A day was asked for, and no day of the plan has a date.
    #[error("the plan has no dates, so that no day can be its status date")]
    NoStart,
}

/// `workstreams.toml` in the work tree, as far as a plan is made of it.
///
/// # Errors
/// [`PlanFailure`] when there is none that can be used.
pub fn planned_workspace(repository: &dyn Repository) -> Result<Workspace, PlanFailure> {
    let read = read_workspace(repository, &Revision::WorkTree)?;
    let read = read.ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()));
    let (workspace, _) = read?;
    Ok(workspace)
}

/// Whether evidence can say anything of a plan's forecast: there are dates, and something that can be proved.
#[must_use]
pub fn has_evidence(workspace: &Workspace) -> bool {
    let mut workstreams = workspace.workstreams.iter();
    workspace.project.start.is_some()
        && workstreams.any(|workstream| !workstream.deliverables.is_empty())
}

/// The plan as it looks on that day, with what is known of the work.
///
/// # Errors
/// [`PlanFailure`] when a day is given and the file has no `project.start`.
pub fn plan_on(
    workspace: &Workspace,
    actuals: &Actuals,
    day: StatusDay,
) -> Result<PlanReport, PlanFailure> {
    let project = &workspace.project;
    let today = match day {
        StatusDay::Given(_) if project.start.is_none() => return Err(PlanFailure::NoStart),
        StatusDay::Given(date) => date,
        StatusDay::At(instant) => {
            let zone = project.time_zone.clone().unwrap_or(TimeZone::UTC);
            instant.to_zoned(zone).date()
        }
    };
    Ok(plan(workspace, actuals, today))
}
