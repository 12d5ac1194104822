//! HTTP as every service speaks it: refusals are problem details ([`ApiProblem`]), requests are read by
//! extractors that say everything that is wrong with them at once ([`Json`], [`Query`], [`Form`], [`Path`]), and
//! every route is wrapped in the same layers ([`layers()`]).

mod base_url;
mod body;
mod extract;
mod layers;
mod origin;
mod pointer;
mod problem;

pub use base_url::{BaseUrl, NotABaseUrl};
pub use extract::{Form, Json, Path, Query};
pub use layers::{RequestLog, layers};
pub use origin::{FORWARDED_FOR, TrustedProxies, household};
pub use problem::ApiProblem;
pub(crate) use problem::Chain;

use axum::http::HeaderMap;

use crate::trace::Trace;

/// What a handler gives back.
pub type Reply<T> = Result<T, ApiProblem>;

/// The headers that tie a call to another service to the request being answered: `x-request-id` and the W3C
/// trace context. Empty outside of requests.
#[must_use]
pub fn forward_headers() -> HeaderMap {
    Trace::with_current(Trace::headers).unwrap_or_default()
}
