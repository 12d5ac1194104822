//! libgit2, for what only needs to be read and must not cost a process.
//!
//! Whatever it cannot answer for certain, it leaves to plumbing: every answer here is optional, and an error
//! of libgit2 is never an answer.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use bstr::ByteSlice;
use git2::{ConfigLevel, ErrorCode, Oid, Repository, RepositoryOpenFlags};

use super::environment::GitEnvironment;
use super::layout::Layout;
use super::plumbing::os_string;

/// A repository open in libgit2.
pub(super) struct Library {
    repository: Repository,
}

/// What libgit2 knows of something.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Known<T> {
    /// This is git's answer.
    Surely(T),
    /// Only git can tell.
    AskGit,
}

impl Library {
    /// Opens the repository git would, where libgit2 can: not those of SHA-256, reftable or an extension it
    /// does not know, and not where the environment points at other objects.
    pub(super) fn open(directory: &Path, environment: &GitEnvironment) -> Option<Self> {
        if !environment.library_reads_objects() {
            return None;
        }
        let (path, flags) = match environment.get("GIT_DIR") {
            Some(named) => (directory.join(named), RepositoryOpenFlags::NO_SEARCH),
            None => (directory.to_owned(), RepositoryOpenFlags::empty()),
        };
        let no_ceiling: [&str; 0] = [];
        let repository = Repository::open_ext(path, flags, no_ceiling).ok()?;
        Some(Self { repository })
    }

    /// Where the repository is, where that is surely what git finds.
    pub(super) fn layout_for(
        &self,
        directory: &Path,
        environment: &GitEnvironment,
    ) -> Option<Layout> {
        if environment.get("GIT_WORK_TREE").is_some() {
            return None;
        }
        let layout = self.layout();
        // With GIT_DIR alone the work tree begins where git was started, unless configured otherwise.
        let starts_here = || {
            let here = fs::canonicalize(directory).ok();
            here.is_some() && here == layout.top
        };
        let certain = environment.get("GIT_DIR").is_none() || starts_here();
        certain.then_some(layout)
    }

    /// Where libgit2 finds the repository.
    pub(super) fn layout(&self) -> Layout {
        let absolute = |path: &Path| path.components().collect::<PathBuf>();
        Layout {
            top: self.repository.workdir().map(absolute),
            git_directory: absolute(self.repository.path()),
            common_directory: absolute(self.repository.commondir()),
        }
    }

    /// The commit HEAD names; `None` before the first commit.
    pub(super) fn head_id(&self) -> Known<Option<Oid>> {
        match self.repository.refname_to_id("HEAD") {
            Ok(id) => Known::Surely(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Known::Surely(None),
            Err(_) => Known::AskGit,
        }
    }

    /// The full name of the ref HEAD is a symbol for; `None` when it is detached.
    pub(super) fn head_reference(&self) -> Known<Option<String>> {
        match self.repository.find_reference("HEAD") {
            Ok(head) => Known::Surely(
                head.symbolic_target_bytes()
                    .map(|name| name.to_str_lossy().into_owned()),
            ),
            Err(_) => Known::AskGit,
        }
    }

    /// The bytes of a file or a symbolic link in a commit's tree; `None` when there is none at that path.
    pub(super) fn file_at(&self, commit: &str, path: &[u8]) -> Known<Option<Vec<u8>>> {
        let tree = Oid::from_str(commit)
            .and_then(|id| self.repository.find_commit(id))
            .and_then(|commit| commit.tree());
        let Ok(tree) = tree else {
            return Known::AskGit;
        };
        match tree.get_path(Path::new(&os_string(path))) {
            Ok(entry) if entry.kind() == Some(git2::ObjectType::Blob) => {
                match self.repository.find_blob(entry.id()) {
                    Ok(blob) => Known::Surely(Some(blob.content().to_vec())),
                    Err(_) => Known::AskGit,
                }
            }
            Ok(_) => Known::Surely(None),
            // A tree that a partial clone left out is not found either.
            Err(error) if error.code() == ErrorCode::NotFound && !path.contains(&b'/') => {
                Known::Surely(None)
            }
            Err(_) => Known::AskGit,
        }
    }

    /// The bytes of a blob.
    pub(super) fn blob(&self, id: &str) -> Known<Vec<u8>> {
        let blob = Oid::from_str(id).and_then(|id| self.repository.find_blob(id));
        match blob {
            Ok(blob) => Known::Surely(blob.content().to_vec()),
            Err(_) => Known::AskGit,
        }
    }

    /// The last value of each configuration name, asked for by their lower-case names.
    ///
    /// Where git's system-wide file lies is compiled into git, so a value found no nearer than there, or not
    /// found at all, is certain only where no such file could say anything of it.
    pub(super) fn configuration(
        &self,
        names: &[&str],
        environment: &GitEnvironment,
    ) -> Known<Vec<Option<String>>> {
        if !environment.library_reads_configuration() {
            return Known::AskGit;
        }
        let Ok(configuration) = self.repository.config().and_then(|mut all| all.snapshot()) else {
            return Known::AskGit;
        };
        let without_system = environment.ignores_system_configuration();
        let system_matters = !without_system && environment.system_may_configure_identity();
        let mut values = Vec::with_capacity(names.len());
        for name in names {
            let found = match configuration.get_entry(name) {
                Ok(entry) => Some(entry),
                Err(error) if error.code() == ErrorCode::NotFound => None,
                Err(_) => return Known::AskGit,
            };
            let nearer = found.filter(|entry| {
                !matches!(
                    entry.level(),
                    ConfigLevel::ProgramData | ConfigLevel::System
                )
            });
            if nearer.is_none() && system_matters {
                return Known::AskGit;
            }
            // A name without `=` has no value, and asking for one would panic.
            let told = nearer.filter(git2::ConfigEntry::has_value);
            values.push(told.map(|entry| entry.value_bytes().to_str_lossy().into_owned()));
        }
        if includes_by_remote(&configuration) {
            return Known::AskGit;
        }
        Known::Surely(values)
    }
}

/// Whether a file is included by a condition libgit2 does not know (`includeIf "hasconfig:…"`).
fn includes_by_remote(configuration: &git2::Config) -> bool {
    let Ok(entries) = configuration.entries(None) else {
        return true;
    };
    let mut found = false;
    let walked = entries.for_each(|entry| {
        found |= entry.name_bytes().starts_with(b"includeif.hasconfig:");
    });
    found || walked.is_err()
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Library")
            .field(&self.repository.path())
            .finish()
    }
}
