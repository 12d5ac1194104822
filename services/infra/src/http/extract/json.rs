//! JSON bodies.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use orion_contracts::Validate;
use orion_contracts::problem::FieldError;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::checked;
use crate::http::{ApiProblem, body, pointer};

/// A JSON body: read and checked, or written.
///
/// It is refused with 415 unless it says that it is JSON, with 413 when it is too long, and with 400 when it is
/// not JSON, not of the right shape, or breaks a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T, S> FromRequest<S> for Json<T>
where
    T: DeserializeOwned + Validate,
    S: Send + Sync,
{
    type Rejection = ApiProblem;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiProblem> {
        body::require(request.headers(), "application/json", |essence| {
            essence == "application/json"
                || (essence.starts_with("application/") && essence.ends_with("+json"))
        })?;
        let bytes = body::read(request).await?;
        let mut deserializer = serde_json::Deserializer::from_slice(&bytes);
        let value = pointer::read(&mut deserializer)
            .and_then(|value| match deserializer.end() {
                Ok(()) => Ok(value),
                Err(error) => Err(FieldError {
                    pointer: String::new(),
                    detail: error.to_string(),
                }),
            })
            .map_err(|fault| ApiProblem::invalid(vec![fault]))?;
        checked(value).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => (
                [(axum::http::header::CONTENT_TYPE, "application/json")],
                bytes,
            )
                .into_response(),
            Err(error) => ApiProblem::internal(error).into_response(),
        }
    }
}
