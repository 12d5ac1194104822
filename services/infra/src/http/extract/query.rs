//! Query parameters.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use orion_contracts::Validate;
use serde::de::DeserializeOwned;

use super::{checked, read_form};
use crate::http::ApiProblem;

/// The query, read and checked; refused with 400.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Validate,
    S: Send + Sync,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiProblem> {
        let query = parts.uri.query().unwrap_or_default();
        checked(read_form(query.as_bytes())?).map(Self)
    }
}
