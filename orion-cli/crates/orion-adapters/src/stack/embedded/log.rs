//! The platform's log: a file that grows, up to a size.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use orion_app::stack::StoreError;

/// How many of the last lines are told when it does not come up.
const TOLD: usize = 20;
/// How much of the file is looked at for them.
const LOOKED_AT: u64 = 1 << 16;
/// From this size on, the next start begins another file, and the one before it is kept beside.
const LARGE: u64 = 16 << 20;

/// Where the log is.
#[derive(Debug)]
pub(super) struct PlatformLog(PathBuf);

/// The log, opened for a process.
pub(super) struct OpenedLog {
    /// The file, to be added to.
    pub(super) file: File,
    /// How long it is before that.
    pub(super) length: u64,
}

impl PlatformLog {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn length(&self) -> u64 {
        fs::metadata(&self.0).map_or(0, |log| log.len())
    }

    pub(super) fn open(&self) -> Result<OpenedLog, StoreError> {
        let open = || {
            if self.length() >= LARGE {
                fs::rename(&self.0, self.0.with_extension("log.before"))?;
            }
            let mut options = fs::OpenOptions::new();
            options.append(true).create(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&self.0)
        };
        let file = open().map_err(|error: io::Error| {
            StoreError(format!("`{}` cannot be written: {error}", self.0.display()))
        })?;
        Ok(OpenedLog {
            length: self.length(),
            file,
        })
    }

    /// Whether the text was added after that length.
    pub(super) fn says(&self, from: u64, text: &str) -> bool {
        self.end(from).contains(text)
    }

    /// The last lines that were added after that length.
    pub(super) fn last_lines(&self, from: u64) -> Vec<String> {
        let text = self.end(from);
        let lines: Vec<&str> = text.lines().collect();
        let last = &lines[lines.len().saturating_sub(TOLD)..];
        last.iter().map(|line| (*line).to_owned()).collect()
    }

    /// What was added after that length, or the end of it.
    fn end(&self, from: u64) -> String {
        let read = || {
            let mut file = File::open(&self.0)?;
            let end = file.metadata()?.len();
            file.seek(SeekFrom::Start(from.max(end.saturating_sub(LOOKED_AT))))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok::<_, io::Error>(bytes)
        };
        // Without it there is less to tell, and what failed is told all the same.
        let bytes = read().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
