//! Why a service did not answer.

use std::time::Duration;

use orion_contracts::problem::ProblemCode;
use orion_infra::http::ApiProblem;

use super::outgoing::BodyFault;

/// Why there is no answer to pass on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The service failed too often, and is left alone.
    #[error("it failed too often, and is asked again in {} ms", .0.as_millis())]
    Open(Duration),
    /// Nobody listens: nothing was sent.
    #[error("it cannot be reached")]
    Unreached(#[source] hyper_util::client::legacy::Error),
    /// The connection broke before an answer began, or what came is not HTTP.
    #[error("the connection broke")]
    Broken(#[source] hyper_util::client::legacy::Error),
    /// No answer began in time.
    #[error("no answer began within {} ms", .0.as_millis())]
    Late(Duration),
    /// The client is at fault.
    #[error("the request's body could not be passed on")]
    Body(BodyFault),
}

impl Failure {
    /// Whether it speaks against the service.
    pub(crate) fn is_the_services(&self) -> bool {
        match self {
            Self::Unreached(_) | Self::Broken(_) | Self::Late(_) => true,
            Self::Open(_) | Self::Body(_) => false,
        }
    }

    /// What the client is told: nothing of addresses, nor of what the system said.
    pub(crate) fn problem(&self, service: &str) -> ApiProblem {
        let unavailable = |detail: String| ApiProblem::new(ProblemCode::Unavailable).detail(detail);
        match self {
            Self::Open(left) => unavailable(format!(
                "the service `{service}` is not asked at the moment"
            ))
            .retry_after(*left),
            Self::Unreached(_) => unavailable(format!("the service `{service}` cannot be reached")),
            Self::Broken(_) => unavailable(format!("the service `{service}` did not answer")),
            Self::Late(_) => unavailable(format!("the service `{service}` did not answer in time")),
            Self::Body(BodyFault::TooLong) => ApiProblem::new(ProblemCode::PayloadTooLarge),
            Self::Body(BodyFault::Broken) => {
                ApiProblem::new(ProblemCode::InvalidRequest).detail("the request's body broke off")
            }
        }
    }
}
