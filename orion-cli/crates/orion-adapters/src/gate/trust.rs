//! What a user trusts: a private file for each repository, in the user's own state directory and never in the
//! repository, where whoever wrote the commands could write the trust in them too.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use orion_app::gate::TrustStore;
use orion_app::ports::StoreError;
use orion_core::gate::CommandKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::private::{cannot, is_there, replace};

/// Nobody says where a user's state is.
#[derive(Debug, Error)]
#[error("it is not known where your own state is kept: neither `XDG_STATE_HOME` nor `HOME` is set")]
pub struct NoStateDirectory;

/// The trust of one repository: all its work trees share it.
#[derive(Debug)]
pub struct TrustFiles {
    directory: PathBuf,
    file: PathBuf,
    repository: PathBuf,
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: u32,
    /// Which repository, for people.
    repository: String,
    commands: BTreeSet<CommandKey>,
}

impl TrustFiles {
    /// The trust in the repository with that git directory, which all its work trees share, of the user whose
    /// variables and home these are.
    ///
    /// # Errors
    /// [`NoStateDirectory`].
    pub fn find(
        git_directory: &Path,
        variable: impl Fn(&str) -> Option<OsString>,
        home: Option<PathBuf>,
    ) -> Result<Self, NoStateDirectory> {
        // The specification has relative ones ignored.
        let absolute = |path: &PathBuf| path.is_absolute();
        let state = variable("XDG_STATE_HOME")
            .map(PathBuf::from)
            .filter(absolute)
            .or_else(|| Some(home.filter(absolute)?.join(".local/state")))
            .ok_or(NoStateDirectory)?;
        let repository = fs::canonicalize(git_directory).unwrap_or_else(|_| git_directory.into());
        let mut name = String::new();
        for byte in Sha256::digest(repository.as_os_str().as_encoded_bytes()) {
            // Writing into a string cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        let directory = state.join("orion").join("trust");
        Ok(Self {
            file: directory.join(format!("{name}.json")),
            directory,
            repository,
        })
    }

    fn make_directory(&self) -> Result<(), StoreError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.directory)
            .map_err(|error| cannot(&self.directory, "made", &error))
    }
}

impl TrustStore for TrustFiles {
    fn trusted(&self) -> Result<BTreeSet<CommandKey>, StoreError> {
        if !is_there(&self.file)? {
            return Ok(BTreeSet::new());
        }
        only_its_users(&self.file)?;
        let text = fs::read(&self.file).map_err(|error| cannot(&self.file, "read", &error))?;
        let kept: Kept = serde_json::from_slice(&text)
            .map_err(|error| cannot(&self.file, "understood", &error))?;
        Ok(kept.commands)
    }

    fn remember(&self, commands: &BTreeSet<CommandKey>) -> Result<(), StoreError> {
        if commands.is_empty() {
            if !is_there(&self.file)? {
                return Ok(());
            }
            return fs::remove_file(&self.file)
                .map_err(|error| cannot(&self.file, "removed", &error));
        }
        self.make_directory()?;
        let kept = Kept {
            schema: 1,
            repository: self.repository.to_string_lossy().into_owned(),
            commands: commands.clone(),
        };
        let mut text = serde_json::to_vec_pretty(&kept)
            .map_err(|error| cannot(&self.file, "written", &error))?;
        text.push(b'\n');
        replace(&self.file, &text).map_err(|error| cannot(&self.file, "written", &error))
    }
}

/// A file that others may write says nothing about what its user trusts.
#[cfg(unix)]
fn only_its_users(file: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = fs::metadata(file).map_err(|error| cannot(file, "read", &error))?;
    if metadata.permissions().mode() & 0o022 == 0 {
        return Ok(());
    }
    Err(cannot(
        file,
        "used",
        &"others may write it; `chmod 600` it when you know what it says",
    ))
}

#[cfg(not(unix))]
fn only_its_users(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
