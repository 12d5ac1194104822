//! A lock that one process holds. The system frees it with that process, however it ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use orion_app::ports::StoreError;

use super::{cannot, is_there};

/// Holds the lock until it is dropped.
#[derive(Debug)]
pub struct FileLock(File);

impl Drop for FileLock {
    fn drop(&mut self) {
        // The file stays: whoever waits for the lock may have opened it. An id that nobody takes away is only read
        // while somebody else holds the lock and has not written their own yet.
        let _ = self.0.set_len(0);
    }
}

/// Takes the lock, or says which process has it, if it has said so.
pub(crate) fn take(path: &Path) -> Result<Result<FileLock, Option<u32>>, StoreError> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => signed(file, path).map(Ok),
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(path).unwrap_or_default();
            Ok(Err(holder.trim().parse().ok()))
        }
        Err(TryLockError::Error(error)) => Err(cannot(path, "locked", &error)),
    }
}

/// Takes the lock, as soon as whoever has it lets it go: for work that is done in no time.
pub(crate) fn wait(path: &Path) -> Result<FileLock, StoreError> {
    let file = open(path)?;
    file.lock()
        .map_err(|error| cannot(path, "locked", &error))?;
    signed(file, path)
}

fn open(path: &Path) -> Result<File, StoreError> {
    is_there(path)?;
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|error| cannot(path, "opened", &error))
}

/// Writes down who holds it.
fn signed(file: File, path: &Path) -> Result<FileLock, StoreError> {
    let sign = |mut file: &File| -> io::Result<()> {
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())
    };
    sign(&file).map_err(|error| cannot(path, "written", &error))?;
    Ok(FileLock(file))
}
