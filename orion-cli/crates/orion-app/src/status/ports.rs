//! What `orion status` needs of the world.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use orion_core::config::CommandLine;
use orion_core::ids::WorkstreamId;
use orion_core::ownership::OwnedPattern;
use orion_core::path::RepoPath;
use orion_core::status::PlanFacts;

use super::memory::StatusMemory;
use super::report::StateChange;
use crate::ports::{RepositoryError, StoreError};

/// The base branch's commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseCommit {
    /// The ref that names it.
    pub reference: String,
    /// Its full id.
    pub commit: String,
    /// The full id of its tree.
    pub tree: String,
    /// When it was committed.
    pub at: Timestamp,
}

/// A branch with commits that the base does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveBranch {
    /// Its name, with the remote's before it where only the remote has it.
    pub name: String,
    /// The full id of its commit.
    pub commit: String,
    /// When that was committed.
    pub at: Timestamp,
}

/// The base branch and what is ahead of it: objects and refs, never the work tree.
pub trait BaseBranch {
    /// The commit of the base branch: that of `origin` where it is known, else this clone's; `None` without either.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn base(&self, branch: &str) -> Result<Option<BaseCommit>, RepositoryError>;

    /// Branches of this clone and of its remotes that hold commits which are not on the base, the youngest first: at
    /// most so many, none older than that, each commit once.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn live_branches(
        &self,
        base: &BaseCommit,
        not_before: Timestamp,
        most: usize,
    ) -> Result<Vec<LiveBranch>, RepositoryError>;

    /// Every path in a commit's tree.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn paths_at(&self, commit: &str) -> Result<Vec<RepoPath>, RepositoryError>;

    /// The bytes of a file in a commit's tree; `None` when it is not there.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn file_at(&self, commit: &str, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError>;

    /// The paths in which merging the two commits would conflict, without a trace in the repository.
    ///
    /// # Errors
    /// [`RepositoryError`] when git cannot tell.
    fn conflicts(&self, base: &str, head: &str) -> Result<Vec<RepoPath>, RepositoryError>;

    /// Whether the files in the work tree are those of that commit, as far as git tracks them.
    ///
    /// # Errors
    /// [`RepositoryError`] when git cannot tell.
    fn is_checked_out(&self, base: &BaseCommit) -> Result<bool, RepositoryError>;
}

/// A file that a test run was recorded in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedFile {
    /// Its path below the top of the work tree.
    pub path: String,
    /// When it was written.
    pub modified: Timestamp,
    /// How long it is, in bytes.
    pub length: u64,
}

/// Files that tools leave in the work tree, ignored by git or not.
pub trait RecordedRuns {
    /// The files that match, by their paths.
    fn find(&self, patterns: &[OwnedPattern]) -> Vec<RecordedFile>;

    /// The text of one; `None` when it is gone or too long to be read.
    fn read(&self, file: &RecordedFile) -> Option<String>;
}

/// Commands that prove something.
pub trait ProofCommands {
    /// Whether the user has let it run.
    fn is_trusted(&self, command: &CommandLine) -> bool;

    /// Runs it at the top of the work tree: its exit code, or why it has none.
    fn run(&self, command: &CommandLine) -> impl Future<Output = Result<i32, String>>;
}

/// How far a workstream is, for the plan's forecast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advance {
    /// When it began.
    pub started: Timestamp,
    /// When it was done.
    pub finished: Option<Timestamp>,
    /// The share of it that is left, from 0 to 1.
    pub left: f64,
}

/// The plan.
pub trait Planning {
    /// What it says of the workstreams now, where these have begun and the others have not; empty without dates.
    fn facts(
        &self,
        advances: &BTreeMap<WorkstreamId, Advance>,
    ) -> BTreeMap<WorkstreamId, PlanFacts>;
}

/// What a work tree remembers between two looks. It is a cache and a diary: whoever has a fresh clone begins anew.
pub trait StatusStore {
    /// What was remembered; nothing where there is nothing that can be read.
    fn recall(&self) -> StatusMemory;

    /// Remembers this in its place.
    ///
    /// # Errors
    /// When it cannot be written.
    fn remember(&self, memory: &StatusMemory) -> Result<(), StoreError>;

    /// The changes of state, the oldest first; lines that cannot be read are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn changes(&self) -> Result<Vec<StateChange>, StoreError>;

    /// Adds changes of state.
    ///
    /// # Errors
    /// When they cannot be written.
    fn record(&self, changes: &[StateChange]) -> Result<(), StoreError>;
}

/// The names of commits and branches that are forgotten once nobody needs them.
pub(super) fn keep_only<V>(map: &mut BTreeMap<String, V>, used: &BTreeSet<String>) {
    map.retain(|key, _| used.contains(key));
}
