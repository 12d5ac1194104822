//! Refusals and failures as HTTP answers.

use std::fmt;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use orion_contracts::problem::{FieldError, MEDIA_TYPE, Problem, ProblemCode};

use crate::database::is_unavailable;
use crate::service::BuildError;
use crate::trace::Trace;

/// A problem (RFC 9457) as it goes out: with the status of its code, the request's id as its `instance`, and
/// the headers that its code asks for.
pub struct ApiProblem(Box<Inner>);

struct Inner {
    problem: Problem,
    retry_after: Option<Duration>,
    challenge: HeaderValue,
}

/// How to prove who is asking, when nobody tried (RFC 6750, section 3).
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");
/// The same, when the proof did not hold.
const INVALID_TOKEN: HeaderValue = HeaderValue::from_static(r#"Bearer error="invalid_token""#);

impl ApiProblem {
    /// A problem of that code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Problem::new(code).into()
    }

    /// The service is at fault: the error goes to the log, and whoever asked learns nothing of it.
    #[must_use]
    pub fn internal(error: impl Into<BuildError>) -> Self {
        let error = error.into();
        tracing::error!(error = %Chain(&*error), "a request failed");
        Self::new(ProblemCode::Internal)
    }

    /// Something that the service needs is away: the error goes to the log, and whoever asked may try again.
    #[must_use]
    pub fn unavailable(error: impl Into<BuildError>) -> Self {
        let error = error.into();
        tracing::warn!(error = %Chain(&*error), "a request cannot be answered now");
        Self::new(ProblemCode::Unavailable)
    }

    /// A request with these faults.
    #[must_use]
    pub fn invalid(faults: Vec<FieldError>) -> Self {
        Problem::invalid(faults).into()
    }

    /// Proof was given, and does not hold.
    pub(crate) fn invalid_token() -> Self {
        let mut problem = Self::new(ProblemCode::Unauthenticated);
        problem.0.challenge = INVALID_TOKEN;
        problem
    }

    /// The same, with what went wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.problem.detail = Some(detail.into());
        self
    }

    /// The same, with a place that is wrong: a JSON pointer into the body, or a parameter's name after a `/`.
    #[must_use]
    pub fn field(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.0.problem.errors.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
        self
    }

    /// The same, with when to ask again: `Retry-After`, in whole seconds, rounded up.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        self.0.problem.code
    }

    /// The problem itself.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }
}

impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        Self(Box::new(Inner {
            problem,
            retry_after: None,
            challenge: BEARER,
        }))
    }
}

impl From<ProblemCode> for ApiProblem {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<sqlx::Error> for ApiProblem {
    fn from(error: sqlx::Error) -> Self {
        if is_unavailable(&error) {
            Self::unavailable(error)
        } else {
            Self::internal(error)
        }
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let Inner {
            mut problem,
            retry_after,
            challenge,
        } = *self.0;
        let status = StatusCode::from_u16(problem.code.status())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        problem.status = Some(status.as_u16());
        if problem.instance.is_none() {
            problem.instance = Trace::with_current(|trace| trace.request_id().instance());
        }
        // A problem is text and numbers, which JSON can always hold.
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = retry_after {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        // RFC 9110, section 15.5.22: it says to which protocol.
        if status == StatusCode::UPGRADE_REQUIRED {
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        }
        response
    }
}

impl fmt::Debug for ApiProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiProblem")
            .field("problem", &self.0.problem)
            .field("retry_after", &self.0.retry_after)
            .finish_non_exhaustive()
    }
}

/// An error and what caused it, on one line.
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn std::error::Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(formatter, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
