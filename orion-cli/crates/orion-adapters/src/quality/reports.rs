//! Reports in the work tree, found by their patterns whether git ignores them or not.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use bstr::{ByteSlice as _, ByteVec as _};
use jiff::Timestamp;
use orion_app::ports::StoreError;
use orion_app::quality::{QualityFiles, ReportFile};
use orion_core::ownership::OwnedPattern;
use orion_core::path::RepoPath;

use crate::private::cannot;

/// No report is larger than this.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The files of a work tree.
#[derive(Debug, Clone)]
pub struct QualityReportFiles {
    top: PathBuf,
}

impl QualityReportFiles {
    /// The files below the top of a work tree.
    #[must_use]
    pub fn new(top: &Path) -> Self {
        Self {
            top: top.to_owned(),
        }
    }

    fn locate(&self, path: &[u8]) -> PathBuf {
        self.top.join(path.to_os_str_lossy())
    }

    /// Collects the files that the pattern matches at a path or below it. Links are not followed: a report lies where
    /// its path says. git's own directory holds none.
    fn collect(
        &self,
        pattern: &OwnedPattern,
        start: Vec<u8>,
        found: &mut BTreeSet<Vec<u8>>,
    ) -> Result<(), StoreError> {
        let mut left = vec![start];
        while let Some(directory) = left.pop() {
            let place = self.locate(&directory);
            let entries = match fs::read_dir(&place) {
                Ok(entries) => entries,
                Err(error) if is_nothing(&error) => continue,
                Err(error) => return Err(cannot(&place, "listed", &error)),
            };
            for entry in entries {
                let entry = entry.map_err(|error| cannot(&place, "listed", &error))?;
                let kind = entry
                    .file_type()
                    .map_err(|error| cannot(&place, "listed", &error))?;
                let mut path = directory.clone();
                if !path.is_empty() {
                    path.push(b'/');
                }
                path.extend(
                    Vec::from_os_string(entry.file_name())
                        .unwrap_or_else(|name| name.to_string_lossy().into_owned().into_bytes()),
                );
                if kind.is_dir() && entry.file_name() != ".git" {
                    left.push(path);
                } else if kind.is_file() && pattern.matches(&path) {
                    found.insert(path);
                }
            }
        }
        Ok(())
    }

    fn report(&self, path: Vec<u8>) -> Result<Option<ReportFile>, StoreError> {
        let place = self.locate(&path);
        let metadata = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata,
            Err(error) if is_nothing(&error) => return Ok(None),
            Err(error) => return Err(cannot(&place, "read", &error)),
        };
        Ok(Some(ReportFile {
            path: RepoPath::new(path),
            written_at: written_at(&place, &metadata)?,
            content: content(&place, &metadata),
        }))
    }
}

impl QualityFiles for QualityReportFiles {
    fn reports(&self, patterns: &[OwnedPattern]) -> Result<Vec<ReportFile>, StoreError> {
        let mut found = BTreeSet::new();
        for pattern in patterns {
            for alternative in pattern.alternatives() {
                // Nothing that the pattern matches lies outside the directory that it begins with.
                let start = alternative.literal_prefix().collect::<Vec<_>>().join(&b'/');
                match fs::metadata(self.locate(&start)) {
                    Ok(metadata) if metadata.is_dir() => {
                        self.collect(pattern, start, &mut found)?;
                    }
                    Ok(_) if pattern.matches(&start) => drop(found.insert(start)),
                    Err(error) if !is_nothing(&error) => {
                        return Err(cannot(&self.locate(&start), "read", &error));
                    }
                    Ok(_) | Err(_) => {}
                }
            }
        }
        let reports = found.into_iter().map(|path| self.report(path));
        reports.filter_map(Result::transpose).collect()
    }

    fn changed_at(&self, path: &RepoPath) -> Result<Option<Timestamp>, StoreError> {
        let place = self.locate(path.as_bytes());
        match fs::symlink_metadata(&place) {
            Ok(metadata) => written_at(&place, &metadata).map(Some),
            Err(error) if is_nothing(&error) => Ok(None),
            Err(error) => Err(cannot(&place, "read", &error)),
        }
    }
}

/// Whether that says no more than that there is no such file.
fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn written_at(path: &Path, metadata: &Metadata) -> Result<Timestamp, StoreError> {
    let time = metadata
        .modified()
        .map_err(|error| cannot(path, "dated", &error))?;
    Timestamp::try_from(time).map_err(|error| cannot(path, "dated", &error))
}

fn content(path: &Path, metadata: &Metadata) -> Result<Vec<u8>, String> {
    if !metadata.is_file() {
        return Err("it is no file; a link to one does not count".to_owned());
    }
    let read = || {
        let mut bytes = Vec::new();
        // It may grow while it is read.
        fs::File::open(path)?
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error: io::Error| format!("it cannot be read: {error}"))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("it is larger than {} MiB", MAX_BYTES / 1024 / 1024));
    }
    Ok(bytes)
}
