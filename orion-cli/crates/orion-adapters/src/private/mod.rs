//! Files in the work tree's `.orion`: the user's alone, and never seen by git.

mod directory;
mod file;
mod lock;
mod unfinished;

use std::fmt::Display;
use std::path::Path;

use orion_app::ports::StoreError;

pub(crate) use directory::PrivateDirectory;
pub(crate) use file::{UNFINISHED, is_there, make_new, replace, replace_lightly, sync_directory};
pub(crate) use lock::{take, wait};
pub(crate) use unfinished::remove_unfinished;

pub use lock::FileLock;

/// `PATH cannot be WHAT: why`
pub(crate) fn cannot(path: &Path, what: &str, why: &dyn Display) -> StoreError {
    StoreError(format!("`{}` cannot be {what}: {why}", path.display()))
}
