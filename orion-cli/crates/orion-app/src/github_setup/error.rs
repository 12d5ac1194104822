//! Why a setup did not come to its end.

use thiserror::Error;

use crate::check::CouldNotTell;
use crate::forge::ForgeError;
use crate::ports::RepositoryError;

/// Why a setup did not come to its end. What was done until then stays, and the next one goes on there.
#[derive(Debug, Error)]
pub enum GithubSetupError {
    /// GitHub did not do it.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// `workstreams.toml` cannot be used.
    #[error(transparent)]
    Policy(#[from] CouldNotTell),
    /// A file can be neither read nor written.
    #[error(transparent)]
    Files(#[from] RepositoryError),
}
