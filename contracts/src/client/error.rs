//! Why a call did not bring what was asked for.

use crate::problem::{Problem, ProblemCode};

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The base URL is none.
    #[error("`{address}` is no URL to ask at: {reason}")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The request could not be sent, or no whole answer came.
    #[error("the service cannot be reached")]
    Transport(#[source] reqwest::Error),
    /// The service said no, and why.
    #[error("the service refused: {}", describe(.0))]
    Problem(Box<Problem>),
    /// The service, or something before it, said no without saying why.
    #[error("the service answered with status {0}, and no problem")]
    Status(u16),
    /// The answer is not what the contract says.
    #[error("the answer cannot be read")]
    Shape(#[source] serde_json::Error),
}

impl ClientError {
    /// The code of the problem, if the service gave one.
    #[must_use]
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}

/// Without its URL: nobody needs to see a query in a log, and the base is known.
impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error.without_url())
    }
}

fn describe(problem: &Problem) -> String {
    let title = problem.title.as_deref();
    let said = problem.detail.as_deref().or(title);
    match said {
        Some(said) => format!("{said} (`{}`)", problem.code),
        None => format!("`{}`", problem.code),
    }
}
