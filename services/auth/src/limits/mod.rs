//! What keeps guessing slow: requests are counted by where they come from, and failed log-ins by account.

mod client;
mod lock_out;
mod rates;
mod settings;

pub use client::Client;
pub use lock_out::LockOut;
pub use rates::{Rate, Rates};
pub use settings::{LimitSettings, LockOutSettings};

use std::time::Duration;

use orion_contracts::problem::ProblemCode;
use orion_infra::cache::CacheError;
use orion_infra::http::ApiProblem;

/// Why a request is turned away.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There were too many: come again after that time.
    #[error("too many requests")]
    TooMany(Duration),
    /// It cannot be counted, and what is not counted is not let through.
    #[error("requests cannot be counted")]
    Uncounted(#[from] CacheError),
}

impl From<Refusal> for ApiProblem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooMany(left) => Self::new(ProblemCode::TooManyRequests)
                .detail("too many attempts; `Retry-After` says when to come again")
                .retry_after(left),
            Refusal::Uncounted(error) => Self::unavailable(error),
        }
    }
}
