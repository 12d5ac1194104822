//! What the gateway says when it does not say yes.

use std::error::Error;
use std::sync::Arc;

use orion_contracts::client::ClientError;
use orion_contracts::problem::{Problem, ProblemCode};

/// Why there is no answer to go on with.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Trouble {
    /// It cannot be reached, takes too long, or breaks off.
    #[error("the gateway is away")]
    Away(#[source] Arc<dyn Error + Send + Sync>),
    /// It, or what is behind it, failed, or says what cannot be read.
    #[error("the gateway failed, with status {0}")]
    Failed(u16),
    /// It refused.
    #[error("the gateway refused, with `{}`", .0.code)]
    Refused(Box<Problem>),
}

impl Trouble {
    /// Of an error on the way to it.
    pub(crate) fn away(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Away(Arc::new(error))
    }

    /// Of an answer with a status other than the one that means yes.
    pub(super) fn of_answer(status: u16, body: &[u8]) -> Self {
        match serde_json::from_slice::<Problem>(body) {
            Ok(problem) => Self::of_problem(Box::new(problem)),
            Err(_) => Self::Failed(status),
        }
    }

    fn of_problem(problem: Box<Problem>) -> Self {
        match problem.code {
            ProblemCode::Internal | ProblemCode::Unknown => {
                Self::Failed(problem.status.unwrap_or(500))
            }
            _ => Self::Refused(problem),
        }
    }

    /// What it refused by, if it did.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Away(_) | Self::Failed(_) => None,
        }
    }
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Problem(problem) => Self::of_problem(problem),
            ClientError::Status(status) => Self::Failed(status),
            ClientError::Shape(_) => Self::Failed(200),
            ClientError::Address { .. } | ClientError::Transport(_) => Self::away(error),
        }
    }
}
