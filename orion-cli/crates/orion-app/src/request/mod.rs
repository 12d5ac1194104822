//! Requests to change what others build on: filed as issues, decided by their owners, followed by the clock.

mod decide;
mod list;
mod proposal;
mod report;
mod show;

pub use crate::request_rules::RequestRules;
pub use decide::{DecideError, decision};
pub use list::list;
pub(crate) use list::row as request_row;
pub use proposal::{Ask, Proposal, ProposalError, likely_duplicates, propose};
pub use report::{
    ClockReport, DecisionReport, Fate, ListReport, PassedOverReport, QueuedRequest, RequestReport,
    RequestRow, ShowReport, SimilarRequest, StepReport,
};
pub use show::show;
