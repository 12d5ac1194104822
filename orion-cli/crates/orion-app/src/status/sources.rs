//! What a look is taken at, and why there is nothing to look at.

use thiserror::Error;

use super::github::PullSeen;
use crate::integration::ServedAnswers;
use crate::ports::RepositoryError;
use crate::request::RequestRules;

/// What a look is taken at.
pub struct Sources<'a, G, R, C, P, S> {
    /// The repository.
    pub git: &'a G,
    /// Recorded test runs.
    pub runs: &'a R,
    /// Commands that prove something.
    pub commands: &'a C,
    /// The plan.
    pub planning: &'a P,
    /// What is remembered.
    pub store: &'a S,
    /// `workstreams.toml` and its ownership.
    pub rules: RequestRules<'a>,
    /// The open pull requests, as far as they are known.
    pub pulls: &'a [PullSeen],
    /// What contracts' providers were last seen to serve.
    pub served: &'a ServedAnswers,
}

/// Why there is no status.
#[derive(Debug, Error)]
pub enum StatusError {
    /// git fails.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// There is no base branch.
    #[error("there is no branch `{branch}`, here or at `origin`, to look at evidence on")]
    NoBase {
        /// Its name.
        branch: String,
    },
}
