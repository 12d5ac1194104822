//! Requests to change what others build on: filed as issues, decided by their owners, followed by the clock.

mod adopt;
mod adoption;
mod branch;
mod decide;
mod document;
mod implement;
mod life;
mod life_error;
mod life_report;
mod list;
mod notify;
mod plan;
mod proposal;
mod report;
mod schema_plan;
mod show;

pub use crate::request_rules::RequestRules;
pub use adopt::adopt;
pub(crate) use adoption::ADOPTION;
pub use decide::{DecideError, decision};
pub use implement::{ImplementOrder, implement};
pub use life::{Life, Overrides};
pub use life_error::LifeError;
pub use life_report::{
    AdoptReport, AdoptionFate, AdoptionRow, DocumentReport, ImplementReport, ImplementStage,
    NotifyReport,
};
pub(crate) use list::row as request_row;
pub use list::{list, queued};
pub use notify::notify;
pub use proposal::{Ask, Proposal, ProposalError, likely_duplicates, propose};
pub use report::{
    ClockReport, DecisionReport, Fate, ListReport, PassedOverReport, QueuedRequest, RequestReport,
    RequestRow, ShowReport, SimilarRequest, StepReport, TaskReport,
};
pub use show::show;
