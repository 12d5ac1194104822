//! An entry as a file.

use std::path::Path;

use orion_app::outbox::Entry;
use orion_app::ports::StoreError;
use orion_core::request::IdempotencyKey;
use serde::{Deserialize, Serialize};

use crate::private::cannot;

/// The version of the file's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    entry: &'a Entry,
}

/// What tells whether the rest can be read.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
struct Document {
    entry: Entry,
}

/// The text of an entry's file.
pub(super) fn text(path: &Path, entry: &Entry) -> Result<Vec<u8>, StoreError> {
    let document = Written {
        version: VERSION,
        entry,
    };
    let mut text =
        serde_json::to_vec_pretty(&document).map_err(|error| cannot(path, "written", &error))?;
    text.push(b'\n');
    Ok(text)
}

/// The entry in the file of that key.
pub(super) fn parse(
    path: &Path,
    key: &IdempotencyKey,
    content: &[u8],
) -> Result<Entry, StoreError> {
    read(key, content).map_err(|why| {
        let why = format!("{why}; move it away, and what it was to write is not written");
        cannot(path, "read", &why)
    })
}

fn read(key: &IdempotencyKey, content: &[u8]) -> Result<Entry, String> {
    let Version { version } = serde_json::from_slice(content).map_err(|error| error.to_string())?;
    if version != VERSION {
        return Err(format!("it is of another version, {version}"));
    }
    let Document { entry } = serde_json::from_slice(content).map_err(|error| error.to_string())?;
    if entry.key != *key {
        return Err(format!("it holds what was written for `{}`", entry.key));
    }
    Ok(entry)
}
