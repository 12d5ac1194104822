//! What gates use of this machine: commands, cargo's graph, and what a user trusts.

mod crates;
mod runner;
mod trust;

pub use crates::CargoGraph;
pub use runner::LocalRunner;
pub use trust::{NoStateDirectory, TrustFiles};
