//! What a work tree remembers: each answer with what it depends on, so that nothing is asked twice.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_core::evidence::{Outcome, ProofMemory, TestFound};
use serde::{Deserialize, Serialize};

use super::github::GithubSeen;

/// All that is remembered. Lost, it costs time and what proofs said before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StatusMemory {
    /// What is remembered of proofs, by `workstream/deliverable`.
    pub proofs: BTreeMap<String, ProofMemory>,
    /// What a commit's tree says of a proof, by `tree proof`.
    pub trees: BTreeMap<String, TreeAnswer>,
    /// What recorded runs say.
    pub runs: RunMemory,
    /// What branches hold that the base does not, by `base..branch`, both as commits.
    pub branches: BTreeMap<String, BranchMemory>,
    /// Since when a branch conflicts with the base, by its name.
    pub conflicts: BTreeMap<String, Timestamp>,
    /// What commands said, by `commit command`.
    pub commands: BTreeMap<String, CommandAnswer>,
    /// What landed on the base.
    pub landed: LandedMemory,
    /// What GitHub said last.
    pub github: Option<GithubSeen>,
}

/// What a tree says of a proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TreeAnswer {
    /// The outcome.
    pub outcome: Outcome,
    /// The evidence, in one line.
    pub evidence: String,
}

/// What recorded runs say, as long as their files and the names that are looked for are the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunMemory {
    /// The files' paths, times and lengths, and the names.
    pub depends_on: String,
    /// What was found, by the tests' names.
    pub found: BTreeMap<String, RunAnswer>,
    /// When the youngest run was, whatever is in it.
    pub youngest: Option<Timestamp>,
    /// Files that are no reports, with why.
    pub unreadable: Vec<String>,
}

/// What the youngest run that has a test says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunAnswer {
    /// How it ended.
    pub found: TestFound,
    /// When the run was.
    pub at: Timestamp,
    /// The report's path.
    pub file: String,
}

/// What a branch holds that the base does not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BranchMemory {
    /// Its commits, the youngest first.
    pub commits: Vec<CommitMemory>,
    /// The paths in which it conflicts with the base.
    pub conflicts: Vec<String>,
}

/// A commit of a branch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommitMemory {
    /// When it was committed.
    pub at: Timestamp,
    /// What it changes.
    pub paths: Vec<String>,
}

/// What a command said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommandAnswer {
    /// Its exit code.
    pub code: i32,
    /// When it was run.
    pub at: Timestamp,
}

/// When commits on the base touched the workstreams' files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LandedMemory {
    /// The base's commit, since when was looked, and by which ownership.
    pub depends_on: String,
    /// The first and the last, by the workstreams' ids.
    pub touched: BTreeMap<String, (Timestamp, Timestamp)>,
}
