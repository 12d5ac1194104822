//! The repository behind [`orion_app::ports::Repository`].

use std::cell::{OnceCell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use orion_app::ports::{
    ChangeScope, CommitNote, IndexPolicy, POLICY_FILE, PendingStaged, PendingTracked, Repository,
    RepositoryError, Revision, Staged, TrackedEntry,
};
use orion_core::change::{Change, EntryType};
use orion_core::identity::IdentityFacts;
use orion_core::path::RepoPath;

use super::environment::GitEnvironment;
use super::index_file::IndexFile;
use super::layout::Layout;
use super::library::{Known, Library};
use super::plumbing::{Plumbing, os_string};
use super::process::GitProcess;
use super::raw_diff::{RawEntry, entry_type};
use super::staged::StagedEntries;
use super::{changes, commits, identity, merge, range, staged, tracked};

/// A git repository as one command sees it: asked twice what is staged, or what a revision names, it answers
/// the same, even if somebody commits meanwhile.
#[derive(Debug)]
pub struct GitRepository {
    layout: Layout,
    plumbing: Plumbing,
    library: Option<Library>,
    /// The comparison of the index with HEAD, while git works on it.
    comparing: RefCell<Option<GitProcess>>,
    staged: OnceCell<StagedEntries>,
}

impl GitRepository {
    /// Finds the repository git would find in this directory and environment: `GIT_DIR`, `GIT_WORK_TREE`,
    /// `GIT_INDEX_FILE`, linked work trees and submodules included.
    ///
    /// # Errors
    /// [`RepositoryError::NotARepository`], [`RepositoryError::UntrustedOwner`], or git's own failure.
    pub fn discover(
        directory: &Path,
        environment: GitEnvironment,
    ) -> Result<Self, RepositoryError> {
        let library = Library::open(directory, &environment);
        let found = library
            .as_ref()
            .and_then(|library| library.layout_for(directory, &environment));
        let layout = match found {
            Some(layout) => layout,
            None => {
                Layout::from_plumbing(&Plumbing::new(directory.to_owned(), environment.clone()))?
            }
        };
        let environment = anchored(environment, &layout);
        Ok(Self {
            plumbing: Plumbing::new(layout.root().to_owned(), environment),
            layout,
            library,
            comparing: RefCell::new(None),
            staged: OnceCell::new(),
        })
    }

    /// Like [`GitRepository::discover`], but git compares the index with HEAD from the first moment, while
    /// everything else goes on: for commands that will ask for [`ChangeScope::Staged`].
    ///
    /// # Errors
    /// As [`GitRepository::discover`], and when git cannot be started.
    pub fn discover_staged(
        directory: &Path,
        environment: GitEnvironment,
    ) -> Result<Self, RepositoryError> {
        let comparing = staged::start(directory, &environment, "HEAD")?;
        let repository = Self::discover(directory, environment)?;
        repository.comparing.replace(Some(comparing));
        Ok(repository)
    }

    /// The same repository's other work tree, or any other repository: what the environment says of this one
    /// is left out.
    ///
    /// # Errors
    /// As [`GitRepository::discover`].
    pub fn elsewhere(&self, directory: &Path) -> Result<Self, RepositoryError> {
        Self::discover(directory, self.plumbing.environment().elsewhere())
    }

    /// The git directory of this work tree, and the one all work trees share; absolute.
    #[must_use]
    pub fn git_directories(&self) -> (&Path, &Path) {
        (&self.layout.git_directory, &self.layout.common_directory)
    }

    pub(super) fn plumbing(&self) -> &Plumbing {
        &self.plumbing
    }

    /// The comparison of the index with HEAD, started now unless it was before.
    fn comparing(&self) -> Result<GitProcess, RepositoryError> {
        match (&self.layout.top, self.comparing.take()) {
            (None, _) => Err(RepositoryError::Bare(self.layout.git_directory.clone())),
            (Some(_), Some(process)) => Ok(process),
            (Some(_), None) => staged::start(
                self.plumbing.directory(),
                self.plumbing.environment(),
                "HEAD",
            ),
        }
    }

    fn staged(&self) -> Result<&StagedEntries, RepositoryError> {
        if let Some(entries) = self.staged.get() {
            return Ok(entries);
        }
        let entries = staged::finish(
            self.comparing()?,
            &self.plumbing,
            || Ok(self.head()?.is_none()),
            &merge::merged_heads(&self.layout, self.plumbing.environment())?,
        )?;
        Ok(self.staged.get_or_init(|| entries))
    }

    /// The commit HEAD names; `None` before the first commit.
    fn head(&self) -> Result<Option<String>, RepositoryError> {
        match self.library.as_ref().map(Library::head_id) {
            Some(Known::Surely(id)) => Ok(id.map(|id| id.to_string())),
            _ => self.plumbing.head_id(),
        }
    }

    /// The index's paths, read from its file where that is as good as git's answer.
    fn listing(&self) -> Result<tracked::Listing<'_>, RepositoryError> {
        let environment = self.plumbing.environment();
        let index = IndexFile::begin(&self.layout, self.library.as_ref(), environment);
        tracked::Listing::start(index, &self.plumbing)
    }

    pub(super) fn read_at(
        &self,
        commit: &str,
        path: &RepoPath,
    ) -> Result<Option<Vec<u8>>, RepositoryError> {
        let known = self
            .library
            .as_ref()
            .map(|library| library.file_at(commit, path.as_bytes()));
        match known {
            Some(Known::Surely(content)) => Ok(content),
            _ => self.plumbing.file_at(commit, path.as_bytes()),
        }
    }

    /// A path that the staged comparison does not list is in the index what it is in HEAD.
    fn read_index(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        match self.staged_entry(path)? {
            Some(entry) => self.staged_content(entry),
            None => self.read(path, &Revision::Head),
        }
    }

    fn staged_entry(&self, path: &RepoPath) -> Result<Option<&RawEntry>, RepositoryError> {
        let mut entries = self.staged()?.against_head.iter();
        Ok(entries.find(|entry| entry.path == *path))
    }

    fn staged_content(&self, entry: &RawEntry) -> Result<Option<Vec<u8>>, RepositoryError> {
        if !matches!(
            entry_type(entry.new_mode),
            EntryType::File | EntryType::Symlink
        ) {
            return Ok(None);
        }
        let library = self.library.as_ref();
        match library.map(|library| library.blob(&entry.new_id)) {
            Some(Known::Surely(content)) => Ok(Some(content)),
            _ => self.plumbing.blob(&entry.new_id).map(Some),
        }
    }

    fn read_work_tree(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        let Some(top) = &self.layout.top else {
            return Ok(None);
        };
        let path: PathBuf = top.join(os_string(path.as_bytes()));
        match fs::read(&path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(RepositoryError::Read { path, source }),
        }
    }
}

impl Repository for GitRepository {
    fn top(&self) -> &Path {
        self.layout.root()
    }

    fn changes(&self, scope: &ChangeScope) -> Result<Vec<Change>, RepositoryError> {
        match scope {
            ChangeScope::Staged => changes::from_raw(self.staged()?.own()),
            ChangeScope::Range { base, head } => {
                changes::from_raw(&range::entries(&self.plumbing, base, head)?)
            }
        }
    }

    fn begin_staged(&self) -> Result<Box<dyn PendingStaged + '_>, RepositoryError> {
        if self.staged.get().is_none() {
            let process = self.comparing()?;
            self.comparing.replace(Some(process));
        }
        Ok(Box::new(Pending(self)))
    }

    fn read(&self, path: &RepoPath, at: &Revision) -> Result<Option<Vec<u8>>, RepositoryError> {
        match at {
            Revision::Head => match self.head()? {
                Some(commit) => self.read_at(&commit, path),
                None => Ok(None),
            },
            Revision::Index => self.read_index(path),
            Revision::WorkTree => self.read_work_tree(path),
            Revision::Named(revision) => {
                let commit = self.plumbing.commit_id(revision)?;
                self.read_at(&commit, path)
            }
        }
    }

    fn tracked(&self, visit: &mut dyn FnMut(TrackedEntry<'_>)) -> Result<(), RepositoryError> {
        tracked::entries(&self.plumbing, visit)
    }

    fn tracked_paths(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), RepositoryError> {
        tracked::paths(self.listing()?, visit)
    }

    fn begin_tracked(&self) -> Result<Box<dyn PendingTracked + '_>, RepositoryError> {
        Ok(Box::new(self.listing()?))
    }

    fn tracked_at(
        &self,
        revision: &str,
        visit: &mut dyn FnMut(TrackedEntry<'_>),
    ) -> Result<(), RepositoryError> {
        tracked::entries_at(&self.plumbing, revision, visit)
    }

    fn commits(&self, base: &str, head: &str) -> Result<Vec<CommitNote>, RepositoryError> {
        commits::between(&self.plumbing, base, head)
    }

    fn identity(&self) -> Result<IdentityFacts, RepositoryError> {
        identity::facts(&self.plumbing, self.library.as_ref(), &self.layout)
    }
}

/// The comparison that the repository holds.
struct Pending<'a>(&'a GitRepository);

impl PendingStaged for Pending<'_> {
    fn finish(self: Box<Self>) -> Result<Staged, RepositoryError> {
        let Self(repository) = *self;
        let changes = repository.changes(&ChangeScope::Staged)?;
        let policy = match repository.staged_entry(&RepoPath::from(POLICY_FILE))? {
            Some(entry) => IndexPolicy::Differs(repository.staged_content(entry)?),
            None => IndexPolicy::SameAsHead,
        };
        Ok(Staged { changes, policy })
    }
}

/// The environment for children that run at the top instead of where this process was started: what was said
/// relative to that directory is said absolutely. `GIT_INDEX_FILE` is relative to the top already.
fn anchored(mut environment: GitEnvironment, layout: &Layout) -> GitEnvironment {
    if environment.get("GIT_DIR").is_some() {
        environment.set("GIT_DIR", layout.git_directory.as_os_str());
    }
    if let (Some(_), Some(top)) = (environment.get("GIT_WORK_TREE"), &layout.top) {
        environment.set("GIT_WORK_TREE", top.as_os_str());
    }
    environment
}
