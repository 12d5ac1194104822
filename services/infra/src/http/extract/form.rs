//! Form bodies.

use axum::extract::{FromRequest, Request};
use orion_contracts::Validate;
use serde::de::DeserializeOwned;

use super::{checked, read_form};
use crate::http::{ApiProblem, body};

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// A form, read and checked. It is refused as [`super::Json`] is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T, S> FromRequest<S> for Form<T>
where
    T: DeserializeOwned + Validate,
    S: Send + Sync,
{
    type Rejection = ApiProblem;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiProblem> {
        body::require(request.headers(), MEDIA_TYPE, |essence| {
            essence == MEDIA_TYPE
        })?;
        let bytes = body::read(request).await?;
        checked(read_form(&bytes)?).map(Self)
    }
}
