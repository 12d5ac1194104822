//! What a workstream delivers, and what proves it.

use std::num::NonZeroU32;

use super::CommandLine;
use crate::ids::{ContractName, IssueNumber};
use crate::ownership::OwnedPattern;
use crate::path::RepoPath;

/// One entry of `deliverables`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliverable {
    /// What is delivered; no two of a workstream have the same name.
    pub name: String,
    /// How much of the workstream's progress it is, relative to the others; 1 when it is not given.
    pub weight: NonZeroU32,
    /// What shows that it is there.
    pub proof: Proof,
}

/// What shows that a deliverable is there. Each is looked at on the base branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The named test passed in the last recorded run.
    Test(String),
    /// Something is at the path.
    Path(RepoPath),
    /// At least so many files match the pattern.
    Glob {
        /// The pattern.
        pattern: OwnedPattern,
        /// How many files there must be.
        at_least: NonZeroU32,
    },
    /// The contract's document exists and its provider serves it.
    Contract(ContractName),
    /// The issue is closed on GitHub.
    Issue(IssueNumber),
    /// The milestone of that title is closed on GitHub.
    Milestone(String),
    /// The command exits with 0; it needs trust.
    Command(CommandLine),
    /// Every box of the Markdown file is ticked; a part of them counts as a part.
    Checklist(RepoPath),
}
