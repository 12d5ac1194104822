//! Requests to change a contract or a database's schema: their states, and how they are read from an issue's history.

mod decision;
mod draft;
mod event;
mod key;
mod kind;
mod roles;
mod state;
mod story;
mod subject;

#[cfg(test)]
mod tests;

pub use decision::Decision;
pub use draft::Draft;
pub use event::{Event, EventKind};
pub use key::IdempotencyKey;
pub use kind::RequestKind;
pub use roles::Roles;
pub use state::{Ball, RequestState};
pub use story::{PassedOver, PassedOverWhy, StepTaken, Story, Trust};
pub use subject::{Subject, consumers_of, is_member, owners_of, unmatched_members};
