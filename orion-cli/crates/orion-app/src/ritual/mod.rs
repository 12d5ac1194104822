//! `orion standup`, `orion sync`: what a team tells each other, derived from git and GitHub.

mod commits;
mod facts;
mod pulls;
mod report;
mod requests;
mod standup;
mod sync;

pub use facts::{RitualFacts, gather};
pub use report::{Item, RitualReport, Section};
pub use standup::standup;
pub use sync::sync;
