//! How the workstreams stand, from evidence.
//!
//! Evidence is looked at on the base branch's commit, in recorded test runs and in what GitHub said, and each answer is
//! remembered with what it depends on. What cannot be told now is unknown, beside the last that was known.

mod assemble;
mod dashboard;
mod flight;
mod gather;
mod github;
mod log;
mod looked;
mod memory;
mod planning;
mod ports;
mod proof;
mod prove;
mod report;
mod run;
mod runs;
mod serves;
mod sources;

#[cfg(test)]
mod tests;

pub use dashboard::{Dashboard, Part};
pub use github::{BlockerSeen, GithubSeen, ProofIssue, PullSeen, RequestSeen};
pub use log::log;
pub use memory::StatusMemory;
pub use planning::{WorkspacePlan, actuals};
pub use ports::{
    Advance, BaseBranch, BaseCommit, LiveBranch, Planning, ProofCommands, RecordedFile,
    RecordedRuns, StatusStore,
};
pub use report::{
    BaseReport, CauseReport, DeliverableReport, EvidenceSource, GithubReport, InFlightReport,
    LastKnownReport, LogReport, NamedWorkstream, ProgressReport, ProofKind, PullRequestReport,
    PullRequestStanding, StateChange, StatusReport, SummaryReport, WaitingReport, WorkstreamReport,
};
pub use run::{Status, advances, ask_github, status};
pub use sources::{Sources, StatusError};
