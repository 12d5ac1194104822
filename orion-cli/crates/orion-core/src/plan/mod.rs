//! The plan: what takes how long, what waits on what, and what cannot be late.
//!
//! Time is working days from the project's start, half-open; dates come last. Windows, links and estimates come from
//! `workstreams.toml` alone: nothing here is moved by what happened, except the forecast.

mod actuals;
mod calendar;
mod compute;
mod dated;
mod days;
mod estimate;
mod findings;
mod network;
mod paths;
mod report;
pub(crate) mod rules;
mod schedule;

#[cfg(test)]
mod tests;

pub use actuals::{Actual, Actuals};
pub use compute::plan;
pub use days::Days;
pub use paths::SHOWN_PATHS;
pub use report::{
    Deadline, Forecast, Knowledge, LinkWord, NearCriticalPath, PhasePlan, PlanFinding, PlanLink,
    PlanReport, Progress, Status, WorkstreamPlan,
};
