//! A file that its user alone can read: there as a whole or not at all, whatever dies while it is written.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use orion_app::ports::StoreError;
use tempfile::NamedTempFile;

use super::cannot;

/// How the name of a file begins that is still being written.
pub(crate) const UNFINISHED: &str = ".new-";

/// Whether a file is there. A link is none: it would have others' files read or written.
///
/// # Errors
/// When it cannot be told, or something that is no file is there.
pub(crate) fn is_there(path: &Path) -> Result<bool, StoreError> {
    let there = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(cannot(path, "read", &error)),
    };
    let what = if there.is_file() {
        return Ok(true);
    } else if there.is_symlink() {
        "a symbolic link"
    } else {
        "no file"
    };
    Err(cannot(path, "used", &format!("it is {what}; move it away")))
}

/// Makes a file, unless there is one by then: it takes no other's place.
///
/// # Errors
/// The system's.
pub(crate) fn make_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let directory = directory_of(path);
    match written(directory, content)?.persist_noclobber(path) {
        Ok(_) => {}
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(failed) => return Err(failed.error),
    }
    sync_directory(directory)
}

/// Writes a file in the place of what is there.
///
/// # Errors
/// The system's; the file is then as it was.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let directory = directory_of(path);
    written(directory, content)?.persist(path)?;
    sync_directory(directory)
}

/// As [`replace`], in no time: what does not outlast a loss of power is as if it had not been written.
///
/// # Errors
/// The system's; the file is then as it was.
pub(crate) fn replace_lightly(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(directory_of(path))?;
    file.write_all(content)?;
    file.persist(path)?;
    Ok(())
}

/// Has the names in a directory outlast a loss of power.
///
/// # Errors
/// The system's.
#[cfg(unix)]
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    fs::File::open(directory)?.sync_all()
}

/// Here a directory cannot be opened.
#[cfg(not(unix))]
pub(crate) fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

fn directory_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// The content on disk, in a file that has no name of its own yet: of mode 0600 from the beginning.
fn written(directory: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(directory)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}
