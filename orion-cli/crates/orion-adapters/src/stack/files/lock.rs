//! The lock that a command holds while it changes the stack. The system frees it with the process that holds it,
//! however that ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use orion_app::stack::StoreError;

use super::cannot;

/// Holds the lock until it is dropped.
#[derive(Debug)]
pub struct StackLock(File);

impl Drop for StackLock {
    fn drop(&mut self) {
        // The file stays: whoever waits for the lock may have opened it. An id that nobody takes away is only read
        // while somebody else holds the lock and has not written their own yet.
        let _ = self.0.set_len(0);
    }
}

/// Takes the lock, or says which process has it, if it has said so.
pub(super) fn take(path: &Path) -> Result<Result<StackLock, Option<u32>>, StoreError> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(path)
        .map_err(|error| cannot(path, "opened", &error))?;
    match file.try_lock() {
        Ok(()) => {
            sign(&file).map_err(|error| cannot(path, "written", &error))?;
            Ok(Ok(StackLock(file)))
        }
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(path).unwrap_or_default();
            Ok(Err(holder.trim().parse().ok()))
        }
        Err(TryLockError::Error(error)) => Err(cannot(path, "locked", &error)),
    }
}

/// Writes down who holds it.
fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}
