//! A file that holds one value, as JSON on one line.

use std::path::Path;

use orion_app::ports::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::files;
use crate::private::cannot;

/// The value in the file; none when the file is not there.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
    let Some(content) = files::read(path)? else {
        return Ok(None);
    };
    serde_json::from_slice(&content)
        .map(Some)
        .map_err(|error| cannot(path, "read", &format!("{error}; remove it")))
}

/// The text of the value's file.
pub(super) fn text(path: &Path, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let mut text = serde_json::to_vec(value).map_err(|error| cannot(path, "written", &error))?;
    text.push(b'\n');
    Ok(text)
}
