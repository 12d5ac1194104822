//! `orion gate` and `orion trust`: the steps that must succeed, and the commands that may be run for them.

mod error;
mod ports;
mod prepare;
mod report;
mod run;
mod schedule;
mod trust;

pub use error::GateError;
pub use ports::{
    Approval, Approvals, CheckEnd, Checks, CrateGraph, GateObserver, Merges, StagedCopies,
    StepCall, StepEnd, StepEnding, StepRunner, TrustStore,
};
pub use report::{GateReport, StepKind, StepOutcome, StepReport};
pub use run::{GateRequest, GateSite, run_gate};
pub use trust::{CommandTrust, TrustReport, Trusted, trust_report};

#[cfg(test)]
mod tests;
