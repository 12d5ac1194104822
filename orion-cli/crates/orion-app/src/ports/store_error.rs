//! What may go wrong with what is kept on disk.

use thiserror::Error;

/// Something in the work tree's `.orion` that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct StoreError(pub String);
