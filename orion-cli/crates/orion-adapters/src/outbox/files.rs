//! The files of an outbox, one by one.

use std::fs;
use std::io;
use std::path::Path;

use orion_app::ports::StoreError;
use orion_core::request::IdempotencyKey;

use super::{FILED, LAST_WRITE, LOCK, WRITING};
use crate::private::{UNFINISHED, cannot, is_there};

/// The keys of all entries. What has no place in the directory is a failure: it may be an entry that somebody renamed.
pub(super) fn keys(directory: &Path) -> Result<Vec<IdempotencyKey>, StoreError> {
    let unreadable = |error: io::Error| cannot(directory, "read", &error);
    let mut keys = Vec::new();
    for file in fs::read_dir(directory).map_err(unreadable)? {
        let path = file.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if [FILED, LAST_WRITE, LOCK, WRITING].contains(&&*name) || name.starts_with(UNFINISHED) {
            continue;
        }
        let key = name.strip_suffix(".json").and_then(IdempotencyKey::parse);
        keys.push(key.ok_or_else(|| {
            let why = "it is no write that waits; move it away";
            cannot(&path, "used", &why)
        })?);
    }
    Ok(keys)
}

/// The content of a file; none when it is not there.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    if !is_there(path)? {
        return Ok(None);
    }
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot(path, "read", &error)),
    }
}

/// Removes a file; says whether it was there.
pub(super) fn remove(path: &Path) -> Result<bool, StoreError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(cannot(path, "removed", &error)),
    }
}
