//! How a workstream stands, and what stops it.

mod causes;
mod decide;
mod facts;
mod word;

#[cfg(test)]
mod tests;

pub use causes::{Cause, RootCause, causes_of, days_at_stake, root_causes};
pub use decide::{Decision, decide};
pub use facts::{DeliverableFacts, Obstacle, OpenNeed, PlanFacts, WorkstreamFacts};
pub use word::{CauseKind, StatusWord};
