//! Reading a request's body as a whole.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, header};
use orion_contracts::problem::ProblemCode;

use super::{ApiProblem, Reply};

/// The body, as long as the service allows.
///
/// # Errors
/// When it is longer than that, or ends before its end.
pub(super) async fn read(request: Request) -> Reply<Bytes> {
    match Bytes::from_request(request, &()).await {
        Ok(bytes) => Ok(bytes),
        Err(BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_))) => {
            Err(ApiProblem::new(ProblemCode::PayloadTooLarge))
        }
        Err(_) => {
            Err(ApiProblem::new(ProblemCode::InvalidRequest)
                .detail("the body ended before its end"))
        }
    }
}

/// Refuses a body of another media type than what `is_readable` says of its essence, in lower case.
///
/// # Errors
/// When it is of another, or of none.
pub(super) fn require(
    headers: &HeaderMap,
    expected: &str,
    is_readable: impl Fn(&str) -> bool,
) -> Reply<()> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|given| given.to_str().ok())
        .and_then(|given| given.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    match given {
        Some(essence) if is_readable(&essence) => Ok(()),
        _ => Err(ApiProblem::new(ProblemCode::UnsupportedMediaType)
            .detail(format!("the body must be `{expected}`"))),
    }
}
