//! What is left of files whose writer died.

use std::fs;
use std::io;
use std::path::Path;

use orion_app::ports::StoreError;

use super::{UNFINISHED, cannot};

/// Removes what is unfinished in the directory. Whoever calls holds the lock of those who write.
pub(crate) fn remove_unfinished(directory: &Path) -> Result<(), StoreError> {
    let unreadable = |error| cannot(directory, "read", &error);
    for file in fs::read_dir(directory).map_err(unreadable)? {
        let file = file.map_err(unreadable)?;
        if file.file_name().to_string_lossy().starts_with(UNFINISHED) {
            match fs::remove_file(file.path()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(cannot(&file.path(), "removed", &error));
                }
                _ => {}
            }
        }
    }
    Ok(())
}
