//! A handler that panicked.

use std::any::Any;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use orion_contracts::problem::ProblemCode;

use crate::http::ApiProblem;

/// The answer to a request whose handler panicked. What it said is in the log, where the process's hook for panics
/// puts it (see [`crate::process`]).
pub(super) fn answer(_: Box<dyn Any + Send>) -> Response<Body> {
    ApiProblem::new(ProblemCode::Internal).into_response()
}
