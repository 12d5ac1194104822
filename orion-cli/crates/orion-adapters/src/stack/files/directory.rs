//! `.orion/stack`: a directory that is the user's alone, and that git never sees.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use orion_app::stack::StoreError;

use super::cannot;

/// Where a stack's files are.
#[derive(Debug, Clone)]
pub(super) struct StackDirectory {
    orion: PathBuf,
    stack: PathBuf,
}

impl StackDirectory {
    pub(super) fn of(work_tree: &Path) -> Self {
        let orion = work_tree.join(".orion");
        let stack = orion.join("stack");
        Self { orion, stack }
    }

    pub(super) fn path(&self) -> &Path {
        &self.stack
    }

    /// Makes what is missing of it.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        make(&self.orion)?;
        hide(&self.orion.join(".gitignore"))?;
        make(&self.stack)?;
        keep_private(&self.stack)
    }

    /// A directory in it, made if it is missing.
    pub(super) fn make_below(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.make()?;
        let directory = self.stack.join(name);
        make(&directory)?;
        keep_private(&directory)?;
        Ok(directory)
    }
}

/// Makes the directory if it is not there. A link is none: a repository that brings one would have secrets written
/// to where it points.
fn make(directory: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(directory) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(cannot(directory, "made", &error)),
    }
    let there = fs::symlink_metadata(directory)
        .map_err(|error| cannot(directory, "read", &error))?
        .file_type();
    let what = if there.is_dir() {
        return Ok(());
    } else if there.is_symlink() {
        "a symbolic link"
    } else {
        "no directory"
    };
    let why = format!("it is {what}; move it away");
    Err(cannot(directory, "used for the stack", &why))
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
