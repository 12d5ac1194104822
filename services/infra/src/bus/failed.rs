//! How the handling of a message can end other than well.

use orion_contracts::event::EventError;

use crate::database::is_unavailable;
use crate::service::BuildError;

/// Why a message was not handled, and so what becomes of it.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// It may succeed later: it is tried again after the queue's delay, as many times as the queue says.
    #[error("it is to be tried again: {0}")]
    Retry(BuildError),
    /// It can never succeed: it is given up at once.
    #[error("it cannot be handled: {0}")]
    Reject(BuildError),
    /// What handling needs is away, as the database: it is tried again until that is back, however long it
    /// takes, and nothing is counted against the message.
    #[error("it has to wait: {0}")]
    Unavailable(BuildError),
}

impl Failed {
    /// It may succeed later.
    pub fn retry(why: impl Into<BuildError>) -> Self {
        Self::Retry(why.into())
    }

    /// It can never succeed.
    pub fn reject(why: impl Into<BuildError>) -> Self {
        Self::Reject(why.into())
    }

    /// What handling needs is away.
    pub fn unavailable(why: impl Into<BuildError>) -> Self {
        Self::Unavailable(why.into())
    }
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        if is_unavailable(&error) {
            Self::unavailable(error)
        } else {
            Self::retry(error)
        }
    }
}

impl From<EventError> for Failed {
    fn from(error: EventError) -> Self {
        match error {
            // A newer version of this service can read it, and may be on its way.
            EventError::Version { .. } => Self::retry(error),
            EventError::SpecVersion(_) | EventError::Type { .. } | EventError::Data { .. } => {
                Self::reject(error)
            }
        }
    }
}

impl From<serde_json::Error> for Failed {
    fn from(error: serde_json::Error) -> Self {
        Self::reject(error)
    }
}
