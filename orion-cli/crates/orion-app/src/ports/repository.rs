//! The repository, as judging sees it: the index or the trees, never the work tree; paths as bytes.

use std::ops::ControlFlow;
use std::path::Path;

use orion_core::change::{Change, CommitNote, EntryType};
use orion_core::identity::IdentityFacts;
use orion_core::path::RepoPath;

use super::RepositoryError;

/// Which changes are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeScope {
    /// What the commit being made will hold: the index that git handed over (`GIT_INDEX_FILE` included)
    /// against HEAD, or the empty tree before the first commit. While a merge is going on, only paths that
    /// differ from *every* parent.
    Staged,
    /// What `head` changes since its merge base with `base`, as a pull request shows it.
    Range {
        /// The revision merged into.
        base: String,
        /// The revision to merge.
        head: String,
    },
}

/// Where a version of a file is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// HEAD's tree; nothing before the first commit.
    Head,
    /// The index that git handed over.
    Index,
    /// The files on disk: only for commands that explain rather than judge.
    WorkTree,
    /// Any revision git understands.
    Named(String),
}

/// A path that git tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackedEntry<'a> {
    /// The path's bytes.
    pub path: &'a [u8],
    /// What it is.
    pub entry_type: EntryType,
}

/// The policy file in the index, beside HEAD's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexPolicy {
    /// The index holds it exactly as HEAD does, or neither holds it.
    SameAsHead,
    /// The index holds these bytes instead, or no such file although HEAD has one.
    Differs(Option<Vec<u8>>),
}

/// What the commit being made will hold, as [`Repository::begin_staged`] found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// The same as [`Repository::changes`] says of [`ChangeScope::Staged`].
    pub changes: Vec<Change>,
    /// The policy file in the index. While a merge is going on it may differ from HEAD's though it is not
    /// among the changes.
    pub policy: IndexPolicy,
}

/// The answer to [`Repository::begin_staged`], being worked out while the caller does something else.
pub trait PendingStaged {
    /// Waits for the answer.
    ///
    /// # Errors
    /// [`RepositoryError`]: nothing is ever left out silently.
    fn finish(self: Box<Self>) -> Result<Staged, RepositoryError>;
}

/// The answer to [`Repository::begin_tracked`], being worked out while the caller does something else.
pub trait PendingTracked {
    /// Calls `visit` with every path in the index, in git's order, submodules included, sparse or not: many
    /// at once, joined by NUL bytes, as git writes them. An unmerged path comes once for each of its sides, one
    /// after the other. When `visit` breaks off, listing stops, and that is no error.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails; `visit` may have been called by then.
    fn each_run(
        self: Box<Self>,
        visit: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<(), RepositoryError>;
}

/// The repository.
pub trait Repository {
    /// The top of the work tree.
    fn top(&self) -> &Path;

    /// The changes of a scope, sorted by path, one per path; a rename or copy is detected by identical
    /// content only, and both ends are listed.
    ///
    /// # Errors
    /// [`RepositoryError`]: nothing is ever left out silently.
    fn changes(&self, scope: &ChangeScope) -> Result<Vec<Change>, RepositoryError>;

    /// Begins to work out what is staged, and returns at once: git looks through the index while the caller
    /// reads the policy and finds out who is acting. The answer tells the policy file's state in the index
    /// from the entries git lists, so that nobody reads a large index a second time for one file.
    ///
    /// # Errors
    /// [`RepositoryError`] when git cannot be started.
    fn begin_staged(&self) -> Result<Box<dyn PendingStaged + '_>, RepositoryError>;

    /// The bytes of a file at a revision; `None` when it is not there.
    ///
    /// # Errors
    /// [`RepositoryError`] when the revision is unknown or git fails.
    fn read(&self, path: &RepoPath, at: &Revision) -> Result<Option<Vec<u8>>, RepositoryError>;

    /// Calls `visit` for every path in the index, in git's order, submodules included, sparse or not.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails; `visit` may have been called by then.
    fn tracked(&self, visit: &mut dyn FnMut(TrackedEntry<'_>)) -> Result<(), RepositoryError>;

    /// Calls `visit` for every path in the index, like [`Repository::tracked`], without saying what it is:
    /// the fastest way to every path.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails; `visit` may have been called by then.
    fn tracked_paths(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), RepositoryError> {
        self.tracked(&mut |entry| visit(entry.path))
    }

    /// Begins to list every path in the index, and returns at once: the index is read while the caller reads
    /// the policy. The fastest way to millions of paths.
    ///
    /// # Errors
    /// [`RepositoryError`] when git cannot be started.
    fn begin_tracked(&self) -> Result<Box<dyn PendingTracked + '_>, RepositoryError>;

    /// Calls `visit` for every path in a revision's tree, in git's order.
    ///
    /// # Errors
    /// [`RepositoryError`] when the revision is unknown or git fails.
    fn tracked_at(
        &self,
        revision: &str,
        visit: &mut dyn FnMut(TrackedEntry<'_>),
    ) -> Result<(), RepositoryError>;

    /// The commits reachable from `head` and not from `base`, oldest first.
    ///
    /// # Errors
    /// [`RepositoryError`] when a revision is unknown or git fails.
    fn commits(&self, base: &str, head: &str) -> Result<Vec<CommitNote>, RepositoryError>;

    /// Branch, `orion.workstream` and the author's e-mail address (`GIT_AUTHOR_EMAIL` in a hook, else
    /// `user.email`); `flag`, `environment` and `login` are left for the caller to fill in.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails.
    fn identity(&self) -> Result<IdentityFacts, RepositoryError>;
}
