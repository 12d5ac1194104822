//! Answers that were read before: GitHub is asked whether they are what it would answer still, which costs nothing.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::private::{PrivateDirectory, is_there, replace};

/// How many answers are kept, in memory and on disk each.
const KEPT: usize = 200;
/// What the directory is for.
const PURPOSE: &str = "GitHub's answers";

/// An answer that was read as a whole.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Known {
    /// Where it is from.
    path: String,
    /// GitHub's mark of this version: its `ETag`.
    pub(super) mark: String,
    /// The path of the next page.
    pub(super) next: Option<String>,
    #[serde(with = "text")]
    pub(super) body: Bytes,
}

/// Answers by their paths, in memory, and on disk for the next process where there is a place for them. What cannot be
/// read or written there is asked for again: it is no more than a cache.
#[derive(Default)]
pub(super) struct Cache {
    memory: Mutex<HashMap<String, Known>>,
    disk: Option<PrivateDirectory>,
}

impl Cache {
    /// Keeps answers in a work tree, too.
    pub(super) fn on_disk(work_tree: &Path) -> Self {
        Self {
            memory: Mutex::default(),
            disk: Some(PrivateDirectory::of(work_tree, "github", PURPOSE)),
        }
    }

    /// The answer from a path of a host, if it was read before.
    pub(super) fn find(&self, host: &str, path: &str) -> Option<Known> {
        // Whoever panicked with it left it whole.
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memory.get(path) {
            return Some(known.clone());
        }
        drop(memory);
        let file = self.disk.as_ref()?.path().join(name(host, path));
        if !is_there(&file).ok()? {
            return None;
        }
        let known: Known = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
        (known.path == path).then_some(known)
    }

    /// Keeps an answer.
    pub(super) fn keep(&self, host: &str, known: &Known) {
        if let Some(disk) = &self.disk {
            write(disk, host, known);
        }
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.len() >= KEPT {
            memory.clear();
        }
        memory.insert(known.path.clone(), known.clone());
    }
}

impl Known {
    pub(super) fn new(path: String, mark: &str, next: Option<String>, body: Bytes) -> Self {
        Self {
            path,
            mark: mark.to_owned(),
            next,
            body,
        }
    }
}

fn write(disk: &PrivateDirectory, host: &str, known: &Known) {
    let Ok(text) = serde_json::to_vec(known) else {
        return;
    };
    if disk.make().is_err() {
        return;
    }
    let file = disk.path().join(name(host, &known.path));
    if !file.exists() {
        forget_all_if_many(disk.path());
    }
    if let Err(error) = replace(&file, &text) {
        tracing::debug!(%error, "an answer is not kept");
    }
}

fn name(host: &str, path: &str) -> PathBuf {
    let digest = Sha256::digest(format!("{host}\n{path}"));
    let digits: Vec<_> = digest[..10]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    PathBuf::from(format!("{}.json", digits.concat()))
}

fn forget_all_if_many(directory: &Path) {
    let files = || fs::read_dir(directory).into_iter().flatten().flatten();
    if files().count() >= KEPT {
        for file in files() {
            // Another process may have been faster.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// The body as the text that it is.
mod text {
    use bytes::Bytes;
    use serde::{Deserialize, Deserializer, Serializer, ser::Error as _};

    pub(super) fn serialize<S: Serializer>(body: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        let text = std::str::from_utf8(body).map_err(S::Error::custom)?;
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Bytes, D::Error> {
        Ok(Bytes::from(String::deserialize(deserializer)?))
    }
}
