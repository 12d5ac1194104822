//! Why there is no document.

use thiserror::Error;

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// No service that is asked for runs in a container.
    #[error("no service that is asked for runs in a container")]
    Nothing,
    /// What is to be said cannot be written as YAML.
    #[error("no YAML can be written: {0}")]
    Unwritable(String),
}
