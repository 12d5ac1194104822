//! The place of the platform: a file that its process holds locked as long as it lives, with its id written in it.
//!
//! The process is handed the locked file as its standard input, so the lock is its own, and whoever started it may be
//! killed at any moment: the place is held exactly as long as the platform runs. An id that has passed to another
//! process is never taken for it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use orion_app::stack::StoreError;

/// The place, taken and not yet handed over.
pub(super) struct Hold(pub(super) File);

/// Who holds the place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    /// The process, once it has written it down.
    pub(super) process: Option<u32>,
}

impl Hold {
    /// Takes the place; none if somebody has it.
    pub(super) fn take(path: &Path) -> Result<Option<Self>, StoreError> {
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let take = || {
            let file = options.open(path)?;
            match file.try_lock() {
                Ok(()) => {
                    file.set_len(0)?;
                    Ok(Some(Self(file)))
                }
                Err(TryLockError::WouldBlock) => Ok(None),
                Err(TryLockError::Error(error)) => Err(error),
            }
        };
        take().map_err(|error| cannot(path, &error))
    }
}

/// Who holds the place, if anybody does.
pub(super) fn holder(path: &Path) -> Result<Option<Holder>, StoreError> {
    let look = || {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        // Shared: two who look at once do not take each other for the holder.
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => {
                let text = fs::read_to_string(path)?;
                // Without the end of its line, it is not written down as a whole.
                let process = text.strip_suffix('\n').and_then(|id| id.parse().ok());
                Ok(Some(Holder { process }))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    };
    look().map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &io::Error) -> StoreError {
    StoreError(format!("`{}` cannot be locked: {error}", path.display()))
}
