//! A first `workstreams.toml`, proposed: what it holds, and its text.

pub mod layout;
mod model;
mod names;
mod seed;
#[cfg(test)]
mod seed_tests;
mod text;

pub use model::{Proposal, ProposedRule, ProposedWorkstream};
pub use names::{Names, title_of};
pub use seed::seed;
