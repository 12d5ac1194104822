//! The last known overview, as a file in the work tree's `.orion/github`.

use std::fs;
use std::path::{Path, PathBuf};

use orion_app::ports::StoreError;
use orion_app::refresh::{Kept, OverviewStore};
use orion_core::config::RepositoryName;
use serde::{Deserialize, Serialize};

use crate::private::{PrivateDirectory, cannot, is_there, replace};

/// The version of the file's form.
const VERSION: u32 = 1;
/// The directory in `.orion/github`, which the answers there are not kept in.
const DIRECTORY: &str = "overview";
const FILE: &str = "overview.json";

/// The file, of one repository on GitHub.
#[derive(Debug, Clone)]
pub struct OverviewFile {
    directory: PrivateDirectory,
    repository: String,
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    repository: &'a str,
    kept: &'a Kept,
}

#[derive(Deserialize)]
struct Document {
    version: u32,
    repository: String,
    kept: Kept,
}

impl OverviewFile {
    /// The file of a work tree.
    #[must_use]
    pub fn new(work_tree: &Path, repository: &RepositoryName) -> Self {
        Self {
            directory: PrivateDirectory::of(work_tree, "github", "GitHub's answers"),
            repository: repository.to_string(),
        }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join(DIRECTORY).join(FILE)
    }
}

impl OverviewStore for OverviewFile {
    fn last(&self) -> Option<Kept> {
        let path = self.path();
        if !self.directory.is_there_below(DIRECTORY).ok()? || !is_there(&path).ok()? {
            return None;
        }
        let document: Document = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let is_it = document.version == VERSION && document.repository == self.repository;
        is_it.then_some(document.kept)
    }

    fn keep(&self, kept: &Kept) -> Result<(), StoreError> {
        self.directory.make_below(DIRECTORY)?;
        let path = self.path();
        let document = Written {
            version: VERSION,
            repository: &self.repository,
            kept,
        };
        let text =
            serde_json::to_vec(&document).map_err(|error| cannot(&path, "written", &error))?;
        is_there(&path)?;
        replace(&path, &text).map_err(|error| cannot(&path, "written", &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_pieces_or_of_something_else_is_none() {
        let directory = tempfile::tempdir().unwrap();
        let name = |name: &str| RepositoryName {
            host: None,
            owner: "acme".to_owned(),
            name: name.to_owned(),
        };
        let file = OverviewFile::new(directory.path(), &name("shop"));
        assert_eq!(file.last(), None);
        let kept = Kept {
            missing: vec!["a part".to_owned()],
            ..Kept::default()
        };
        file.keep(&kept).unwrap();
        assert_eq!(file.last().as_ref(), Some(&kept));
        let other = OverviewFile::new(directory.path(), &name("site"));
        assert_eq!(other.last(), None);
        let whole = fs::read(file.path()).unwrap();
        for cut in 0..whole.len() {
            fs::write(file.path(), &whole[..cut]).unwrap();
            assert_eq!(file.last(), None);
        }
        let newer = String::from_utf8(whole).unwrap();
        fs::write(file.path(), newer.replace("\"version\":1", "\"version\":2")).unwrap();
        assert_eq!(file.last(), None);
        file.keep(&kept).unwrap();
        assert_eq!(file.last(), Some(kept));
    }
}
