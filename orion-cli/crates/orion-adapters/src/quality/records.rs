//! The measurements of a work tree, one a line, in `.orion/quality/measurements.jsonl`.
//!
//! The file is replaced as a whole, by one process at a time: whoever dies while doing so leaves it as it was.

use std::fs;
use std::path::{Path, PathBuf};

use bstr::ByteSlice as _;
use orion_app::ports::StoreError;
use orion_app::quality::QualityRecords;
use orion_core::quality::{Measurement, thinned};

use crate::private::{self, PrivateDirectory, cannot, is_there, remove_unfinished};

/// The records of one work tree. Nothing is made before there is something to keep.
#[derive(Debug, Clone)]
pub struct QualityRecordFile {
    directory: PrivateDirectory,
}

impl QualityRecordFile {
    /// The records of that work tree.
    #[must_use]
    pub fn new(work_tree: &Path) -> Self {
        Self {
            directory: PrivateDirectory::of(work_tree, "quality", "records of quality"),
        }
    }

    /// The file, which may not be there yet.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.directory.path().join("measurements.jsonl")
    }

    fn read(&self) -> Result<Vec<Measurement>, StoreError> {
        let path = self.path();
        if !is_there(&path)? {
            return Ok(Vec::new());
        }
        let content = fs::read(&path).map_err(|error| cannot(&path, "read", &error))?;
        let mut measurements = Vec::new();
        for (index, line) in content.lines_with_terminator().enumerate() {
            match serde_json::from_slice(line) {
                Ok(measurement) => measurements.push(measurement),
                // A copy may have been cut off in its last line.
                Err(_) if !line.ends_with(b"\n") => {}
                Err(error) => {
                    let why = format!(
                        "line {} is no measurement ({error}); move it away",
                        index + 1
                    );
                    return Err(cannot(&path, "read", &why));
                }
            }
        }
        Ok(measurements)
    }
}

impl QualityRecords for QualityRecordFile {
    fn measurements(&self) -> Result<Vec<Measurement>, StoreError> {
        if self.directory.is_there()? {
            self.read()
        } else {
            Ok(Vec::new())
        }
    }

    fn keep(&self, measurement: &Measurement) -> Result<(), StoreError> {
        self.directory.make()?;
        let path = self.path();
        let unwritable = |error: &dyn std::fmt::Display| cannot(&path, "written", error);
        let _alone = private::wait(&self.directory.path().join("lock"))?;
        remove_unfinished(self.directory.path())?;
        let mut measurements = self.read()?;
        measurements.push(measurement.clone());
        let mut content = Vec::new();
        for kept in thinned(measurements, measurement.at) {
            serde_json::to_writer(&mut content, &kept).map_err(|error| unwritable(&error))?;
            content.push(b'\n');
        }
        private::replace(&path, &content).map_err(|error| unwritable(&error))
    }
}
