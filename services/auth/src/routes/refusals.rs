//! Refusals that are the same wherever they come from.

use std::time::Duration;

use orion_contracts::problem::ProblemCode;
use orion_infra::http::ApiProblem;

use crate::passwords::{Busy, PasswordError};

/// How soon to come again when too many passwords are being looked at: they take some tens of milliseconds
/// each.
const SOON: Duration = Duration::from_secs(1);

/// The answer to every log-in that fails, whatever it fails by.
pub(super) fn log_in_failed() -> ApiProblem {
    ApiProblem::new(ProblemCode::Unauthenticated).detail("the address or the password is wrong")
}

/// The answer to every refresh token that is worth nothing, whatever the reason.
pub(super) fn session_over() -> ApiProblem {
    ApiProblem::new(ProblemCode::Unauthenticated)
        .detail("the session is over, or never was: log in again")
}

impl From<Busy> for ApiProblem {
    fn from(busy: Busy) -> Self {
        tracing::warn!("{busy}");
        Self::new(ProblemCode::Unavailable)
            .detail("too many people are logging in right now")
            .retry_after(SOON)
    }
}

impl From<PasswordError> for ApiProblem {
    fn from(error: PasswordError) -> Self {
        Self::internal(error)
    }
}
