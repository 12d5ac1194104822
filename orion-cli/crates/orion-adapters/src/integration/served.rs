//! What providers were last seen to serve, as a file in the work tree's `.orion/integration`.
//!
//! The file is replaced as a whole, by one process at a time; one that cannot be read is as none.

use std::fs;
use std::path::{Path, PathBuf};

use orion_app::integration::{ServedAnswers, ServedStore};
use orion_app::ports::StoreError;
use serde::{Deserialize, Serialize};

use crate::private::{PrivateDirectory, cannot, is_there, replace, wait};

/// The version of the file's form. Another version is as none: it is a cache.
const VERSION: u32 = 1;
const FILE: &str = "served.json";

/// The file of a work tree.
#[derive(Debug, Clone)]
pub struct ServedFile {
    directory: PrivateDirectory,
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    answers: &'a ServedAnswers,
}

#[derive(Deserialize)]
struct Document {
    version: u32,
    answers: ServedAnswers,
}

impl ServedFile {
    /// That of this work tree.
    #[must_use]
    pub fn new(work_tree: &Path) -> Self {
        Self {
            directory: PrivateDirectory::of(work_tree, "integration", "what services serve"),
        }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join(FILE)
    }
}

impl ServedStore for ServedFile {
    fn last(&self) -> ServedAnswers {
        let read = || {
            let path = self.path();
            if !self.directory.is_there().ok()? || !is_there(&path).ok()? {
                return None;
            }
            let document: Document = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
            (document.version == VERSION).then_some(document.answers)
        };
        read().unwrap_or_default()
    }

    fn take_in(&self, answers: ServedAnswers) -> Result<(), StoreError> {
        self.directory.make()?;
        let _alone = wait(&self.directory.path().join("lock"))?;
        let path = self.path();
        is_there(&path)?;
        let mut all = self.last();
        all.extend(answers);
        let document = Written {
            version: VERSION,
            answers: &all,
        };
        let text =
            serde_json::to_vec(&document).map_err(|error| cannot(&path, "written", &error))?;
        replace(&path, &text).map_err(|error| cannot(&path, "written", &error))
    }
}

#[cfg(test)]
mod tests {
    use orion_app::integration::ServedAnswer;
    use orion_core::integration::DocumentDigest;

    use super::*;

    fn answers(contract: &str, told: &str) -> ServedAnswers {
        let answer = ServedAnswer {
            is_served: true,
            told: told.to_owned(),
            document: DocumentDigest::of(b"{}"),
            at: "2026-01-06T09:00:00Z".parse().unwrap(),
        };
        [(contract.to_owned(), answer)].into()
    }

    #[test]
    fn answers_take_the_place_of_earlier_ones_and_torn_files_are_none() {
        let top = tempfile::tempdir().unwrap();
        let file = ServedFile::new(top.path());
        assert!(file.last().is_empty());
        file.take_in(answers("auth-api", "one")).unwrap();
        file.take_in(answers("user-api", "two")).unwrap();
        file.take_in(answers("auth-api", "three")).unwrap();
        let told = |file: &ServedFile| {
            let told: Vec<_> = file.last().into_values().map(|it| it.told).collect();
            told
        };
        assert_eq!(told(&file), ["three", "two"]);
        let whole = fs::read(file.path()).unwrap();
        for cut in 0..whole.len() {
            fs::write(file.path(), &whole[..cut]).unwrap();
            assert!(file.last().is_empty());
        }
        file.take_in(answers("auth-api", "four")).unwrap();
        assert_eq!(told(&file), ["four"]);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let top = tempfile::tempdir().unwrap();
        let file = ServedFile::new(top.path());
        file.take_in(answers("auth-api", "one")).unwrap();
        let elsewhere = top.path().join("elsewhere");
        fs::rename(file.path(), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, file.path()).unwrap();
        assert!(file.last().is_empty());
        assert!(file.take_in(answers("auth-api", "two")).is_err());
    }
}
