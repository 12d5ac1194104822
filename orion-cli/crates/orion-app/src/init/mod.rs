//! `orion init`: a first `workstreams.toml`.

mod propose;
mod report;
mod run;

pub use report::{InitOutcome, InitReport, InitSource, OwnerChange, ProposedPart};
pub use run::{InitError, InitRequest, init};
