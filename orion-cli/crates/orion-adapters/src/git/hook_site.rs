//! Where git looks for hooks, and the files there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use orion_app::ports::{
    HookFile, HookSite, HooksDirectory, Repository, RepositoryError, RepositorySetup, WorkTreeHooks,
};

use super::repository::GitRepository;
use crate::files;

impl HookSite for GitRepository {
    fn hooks_directory(&self) -> Result<HooksDirectory, RepositoryError> {
        let path = canonical(&self.git_path("hooks")?);
        let (own, shared) = self.git_directories();
        let in_project = if path.starts_with(own) || path.starts_with(shared) {
            None
        } else {
            path.strip_prefix(self.top()).ok().map(Path::to_owned)
        };
        Ok(HooksDirectory {
            shared: shared.join("hooks"),
            setting: self.setting("core.hooksPath")?,
            blocked_by: path
                .ancestors()
                .find(|ancestor| ancestor.exists())
                .filter(|ancestor| !ancestor.is_dir())
                .map(Path::to_owned),
            in_project,
            path,
        })
    }

    fn work_tree_hooks(&self) -> Result<Vec<WorkTreeHooks>, RepositoryError> {
        self.work_trees()?
            .into_iter()
            .filter(|work_tree| !work_tree.bare && work_tree.top.is_dir())
            .map(|work_tree| {
                let hooks = self.elsewhere(&work_tree.top)?.git_path("hooks")?;
                Ok(WorkTreeHooks {
                    hooks: canonical(&hooks),
                    top: work_tree.top,
                })
            })
            .collect()
    }

    fn read_hook(&self, path: &Path) -> Result<Option<HookFile>, RepositoryError> {
        // A symbolic link that leads nowhere is there all the same, and must not be written over.
        let failed = |source| RepositoryError::Read {
            path: path.to_owned(),
            source,
        };
        let there = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if is_absence(&error) => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let content = match fs::read(path) {
            Ok(content) => content,
            Err(error) if is_absence(&error) || there.is_dir() => Vec::new(),
            Err(error) => return Err(failed(error)),
        };
        Ok(Some(HookFile {
            content,
            executable: is_executable(path),
        }))
    }

    fn has_program(&self, path: &Path) -> bool {
        path.is_file() && is_executable(path)
    }

    fn write_hook(&self, path: &Path, content: &[u8]) -> Result<(), RepositoryError> {
        files::write_executable(path, content).map_err(|source| RepositoryError::Write {
            path: path.to_owned(),
            source,
        })
    }

    fn move_hook(&self, from: &Path, to: &Path) -> Result<(), RepositoryError> {
        fs::rename(from, to).map_err(|source| RepositoryError::Write {
            path: to.to_owned(),
            source,
        })
    }

    fn remove_hook(&self, path: &Path) -> Result<(), RepositoryError> {
        fs::remove_file(path).map_err(|source| RepositoryError::Write {
            path: path.to_owned(),
            source,
        })
    }
}

/// The path without symbolic links, as far as it exists: the hooks directory need not.
fn canonical(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|ancestor| {
        let canonical = fs::canonicalize(ancestor).ok()?;
        Some(canonical.join(path.strip_prefix(ancestor).ok()?))
    });
    // Joining nothing leaves a separator at the end, which components do not have.
    found.map_or_else(|| path.to_owned(), |path| path.components().collect())
}

/// Nothing is there: not the file, or not the directory it would be in.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}
