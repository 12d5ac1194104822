//! What gates need of the world.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use orion_core::config::BuiltInCheck;
use orion_core::gate::{CommandKey, CratePackage};
use orion_core::ids::StepName;
use orion_core::path::RepoPath;

use super::StepReport;
use crate::ports::{ChangeScope, RepositoryError, StoreError};

/// A command to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepCall {
    /// The program and its arguments.
    pub words: Vec<Vec<u8>>,
    /// Where it runs.
    pub directory: PathBuf,
    /// Variables beside those of this process.
    pub variables: Vec<(String, Vec<u8>)>,
    /// How long it may take.
    pub timeout: Option<Duration>,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepEnding {
    /// By itself, with that code.
    Exited(i32),
    /// By a signal that did not come from here.
    Signalled(i32),
    /// It took too long, and was ended with all that it had started.
    TimedOut,
    /// Somebody wanted no more, and it was ended with all that it had started.
    Interrupted,
    /// It could not be started.
    NotStarted(String),
}

/// How a command ended, and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepEnd {
    /// How it ended.
    pub ending: StepEnding,
    /// What it wrote to standard output and standard error, in order; the last part of very much.
    pub output: Vec<u8>,
}

/// Runs commands.
pub trait StepRunner {
    /// Keeps the names in a file, each ended by a NUL, for the commands to read.
    ///
    /// # Errors
    /// When the disk refuses.
    fn list(&self, names: &[RepoPath]) -> Result<PathBuf, StoreError>;

    /// Runs a command to its end. Nothing that it started outlives it.
    fn run(&self, call: &StepCall) -> impl Future<Output = StepEnd>;

    /// Whether somebody wants no more.
    fn is_interrupted(&self) -> bool;
}

/// What cargo knows of a work tree.
pub trait CrateGraph {
    /// The packages of the Cargo workspace at the top of the work tree; none where there is no `Cargo.toml`.
    ///
    /// # Errors
    /// Why cargo cannot say.
    fn packages(
        &self,
        top: &Path,
    ) -> impl Future<Output = Result<Option<Vec<CratePackage>>, String>>;
}

/// Copies of the index.
pub trait StagedCopies {
    /// Held as long as the copy is used.
    type Copy;

    /// Brings the work tree's one copy to exactly what is staged, and gives where it is. Files that are right already
    /// are left alone, so that what is built from them stays good; the work tree is never touched.
    ///
    /// # Errors
    /// [`RepositoryError`], for example for paths that are not merged.
    fn staged_copy(&self) -> Result<(PathBuf, Self::Copy), RepositoryError>;
}

/// Merges that are only tried.
pub trait Merges {
    /// The paths in which merging the two revisions would conflict.
    ///
    /// # Errors
    /// [`RepositoryError`] when git cannot tell.
    fn conflicts(&self, base: &str, head: &str) -> Result<Vec<RepoPath>, RepositoryError>;
}

/// What Orion's own checks came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckEnd {
    /// It holds.
    Passed,
    /// It does not hold: why, and the findings.
    Failed(String, String),
    /// It cannot be told, which is never the same as that it holds.
    Unknown(String),
}

/// Orion's own checks.
pub trait Checks {
    /// Whether there is a way to judge it.
    fn judges(&self, check: BuiltInCheck) -> bool;

    /// Judges a change; none where it is not known what it is compared with.
    fn judge(
        &self,
        check: BuiltInCheck,
        scope: Option<&ChangeScope>,
    ) -> impl Future<Output = CheckEnd>;
}

/// The reviews of a pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The pull request's number.
    pub number: u64,
    /// The logins that approve it, and have not said otherwise since; its author is never one of them.
    pub approved_by: Vec<String>,
    /// The logins that want it changed.
    pub refused_by: Vec<String>,
}

/// Who has approved what.
pub trait Approvals {
    /// The reviews of the open pull request with that number, or else from that branch; none where there is no such
    /// pull request.
    fn approval(
        &self,
        number: Option<u64>,
        branch: &str,
    ) -> impl Future<Output = Result<Option<Approval>, crate::forge::ForgeError>>;
}

/// What a user trusts in a repository, in all its work trees.
pub trait TrustStore {
    /// The commands that may be run.
    ///
    /// # Errors
    /// When it cannot be read.
    fn trusted(&self) -> Result<BTreeSet<CommandKey>, StoreError>;

    /// Remembers these commands and no others.
    ///
    /// # Errors
    /// When it cannot be written.
    fn remember(&self, commands: &BTreeSet<CommandKey>) -> Result<(), StoreError>;
}

/// Hears how a gate goes.
pub trait GateObserver {
    /// A step begins.
    fn begins(&self, step: &StepName);

    /// A step has ended, or is not run.
    fn ends(&self, report: &StepReport);

    /// Something worth knowing.
    fn note(&self, text: &str);
}
