//! Parameters in the path.

use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use orion_contracts::problem::ProblemCode;
use serde::de::DeserializeOwned;

use crate::http::ApiProblem;

/// The parameters in the path; refused with 400.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => {
                let names = RawPathParams::from_request_parts(parts, state).await;
                let names = names.iter().flatten().map(|(name, _)| name);
                Err(refusal(rejection, &names.collect::<Vec<_>>()))
            }
        }
    }
}

fn refusal(rejection: PathRejection, names: &[&str]) -> ApiProblem {
    let error = match rejection {
        PathRejection::FailedToDeserializePathParams(error) => error.into_kind(),
        // The route has no parameters: the handler is wrong, not the request.
        other => return ApiProblem::internal(other),
    };
    let (name, detail) = match error {
        ErrorKind::ParseErrorAtKey {
            ref key,
            expected_type,
            ..
        } => (Some(key.as_str()), format!("it is no `{expected_type}`")),
        ErrorKind::ParseErrorAtIndex {
            index,
            expected_type,
            ..
        } => (
            names.get(index).copied(),
            format!("it is no `{expected_type}`"),
        ),
        ErrorKind::ParseError { expected_type, .. } => {
            (sole(names), format!("it is no `{expected_type}`"))
        }
        ErrorKind::InvalidUtf8InPathParam { ref key } => {
            (Some(key.as_str()), "it is not UTF-8".to_owned())
        }
        ErrorKind::DeserializeError {
            ref key, message, ..
        } => (Some(key.as_str()), message),
        ErrorKind::Message(message) => (sole(names), message),
        // The handler asks for other parameters than the route has.
        other => return ApiProblem::internal(other.to_string()),
    };
    let problem = ApiProblem::new(ProblemCode::InvalidRequest);
    match name {
        Some(name) => problem.field(format!("/{name}"), detail),
        None => problem.detail(detail),
    }
}

/// The name that is meant where none is said.
fn sole<'a>(names: &[&'a str]) -> Option<&'a str> {
    match names {
        [name] => Some(name),
        _ => None,
    }
}
