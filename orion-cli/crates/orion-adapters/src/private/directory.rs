//! A directory in `.orion`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use orion_app::ports::StoreError;

use super::{cannot, sync_directory};

/// A directory in the work tree's `.orion`, which may not be there yet.
#[derive(Debug, Clone)]
pub(crate) struct PrivateDirectory {
    orion: PathBuf,
    path: PathBuf,
    /// What it is for, as in "cannot be used for the stack".
    purpose: &'static str,
}

impl PrivateDirectory {
    /// `.orion/NAME`, for that purpose.
    pub(crate) fn of(work_tree: &Path, name: &str, purpose: &'static str) -> Self {
        let orion = work_tree.join(".orion");
        let path = orion.join(name);
        Self {
            orion,
            path,
            purpose,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes what is missing of it.
    pub(crate) fn make(&self) -> Result<(), StoreError> {
        self.make_one(&self.orion)?;
        hide(&self.orion.join(".gitignore"))?;
        self.make_one(&self.path)?;
        keep_private(&self.path)
    }

    /// A directory in it, made if it is missing.
    pub(crate) fn make_below(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.make()?;
        let directory = self.path.join(name);
        self.make_one(&directory)?;
        keep_private(&directory)?;
        Ok(directory)
    }

    /// Whether it is there: for those who only read, and make nothing.
    pub(crate) fn is_there(&self) -> Result<bool, StoreError> {
        Ok(self.is_directory(&self.orion)? && self.is_directory(&self.path)?)
    }

    /// Whether the directory of that name is there in it.
    pub(crate) fn is_there_below(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.is_there()? && self.is_directory(&self.path.join(name))?)
    }

    /// Makes the directory if it is not there.
    fn make_one(&self, directory: &Path) -> Result<(), StoreError> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(directory) {
            // What is kept in it is to outlast a loss of power, so its name is too.
            Ok(()) => sync_directory(directory.parent().unwrap_or(Path::new(".")))
                .map_err(|error| cannot(directory, "made", &error)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.is_directory(directory).map(drop)
            }
            Err(error) => Err(cannot(directory, "made", &error)),
        }
    }

    /// Whether a directory is there. A link is none: a repository that brings one would have secrets written to where
    /// it points.
    fn is_directory(&self, path: &Path) -> Result<bool, StoreError> {
        let there = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(cannot(path, "read", &error)),
        };
        let what = if there.is_dir() {
            return Ok(true);
        } else if there.is_symlink() {
            "a symbolic link"
        } else {
            "no directory"
        };
        let why = format!("it is {what}; move it away");
        Err(cannot(path, &format!("used for {}", self.purpose), &why))
    }
}

/// Has git look at nothing beside that file. One that is there already is its writer's.
fn hide(file: &Path) -> Result<(), StoreError> {
    let made = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file);
    match made.and_then(|mut made| made.write_all(b"*\n")) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(cannot(file, "written", &error))
        }
        _ => Ok(()),
    }
}

/// Takes from all others what they may do with the directory.
#[cfg(unix)]
fn keep_private(directory: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mend = || {
        let mut permissions = fs::metadata(directory)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            permissions.set_mode(0o700);
            fs::set_permissions(directory, permissions)?;
        }
        Ok(())
    };
    mend().map_err(|error: io::Error| cannot(directory, "kept from others", &error))
}

/// Here a user's files are the user's own.
#[cfg(not(unix))]
fn keep_private(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
