//! `embedded.json`: what the platform that runs was started from, and where its services listen.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use orion_app::stack::StoreError;
use serde::{Deserialize, Serialize};

use crate::files;

/// The version of the file's form.
const VERSION: u32 = 1;

/// A start of the platform.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    version: u32,
    /// The program.
    pub(super) program: Program,
    /// When it was started: seconds since 1970 UTC.
    pub(super) started: i64,
    /// Where each service listens.
    pub(super) services: Vec<(String, SocketAddr)>,
}

/// A program, and enough to tell whether it was built anew.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Program {
    /// Where it is.
    pub(super) path: PathBuf,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Record {
    /// A start of that program, which has not happened yet.
    pub(super) fn of(program: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(program)?;
        let file = fs::metadata(&path)?;
        let modified = file
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Ok(Self {
            version: VERSION,
            program: Program {
                path,
                size: file.len(),
                modified: u64::try_from(modified.as_nanos()).unwrap_or(u64::MAX),
            },
            started: 0,
            services: Vec::new(),
        })
    }

    /// It happens now, on these addresses.
    pub(super) fn begin(&mut self, services: Vec<(String, SocketAddr)>) {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        self.started = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        self.services = services;
    }

    /// The last start, if there was one.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let cannot = |why: &dyn std::fmt::Display| {
            let way_out = "`orion down` and `orion up` write it anew";
            StoreError(format!(
                "`{}` cannot be read: {why}; {way_out}",
                path.display()
            ))
        };
        let Some(content) = files::read(path).map_err(|error| cannot(&error))? else {
            return Ok(None);
        };
        let record: Self = serde_json::from_slice(&content).map_err(|error| cannot(&error))?;
        if record.version == VERSION {
            Ok(Some(record))
        } else {
            Err(cannot(&format!(
                "it is of another version, {}",
                record.version
            )))
        }
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        let cannot = |why: &dyn std::fmt::Display| {
            StoreError(format!("`{}` cannot be written: {why}", path.display()))
        };
        let content = serde_json::to_vec_pretty(self).map_err(|error| cannot(&error))?;
        files::write(path, &content).map_err(|error| cannot(&error))
    }
}
