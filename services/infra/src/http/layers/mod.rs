//! What every route is wrapped in, from the outside in: the trace and the request's id, the log line, problems in
//! the place of bare refusals, the time a request may take, and panics that end one request instead of all.
//!
//! Each request is logged once, when its answer begins, with `method`, `route`, `status` and `ms`: at the level
//! `info`, or `warn` when the status is 5xx. `log.requests` says which requests are: `all` (the default), `slow`
//! (those that took a second or longer, or failed with 5xx), or `none`. Questions about health are logged at `debug`
//! unless they fail otherwise than by saying 503. A line costs a few microseconds of one core; without it there is
//! nothing of the log in a request's way (`benches/request.rs` and `examples/hello.rs` are there to measure by).

mod answer;
mod line;
mod panic;
mod request;

pub use line::RequestLog;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::service::ServiceSettings;
use request::RequestLayer;

/// Wraps the routes of a service, those for requests that match none included.
pub fn layers(routes: Router, service: &'static str, settings: &ServiceSettings) -> Router {
    routes.layer((
        RequestLayer {
            service,
            log: settings.requests,
        },
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, settings.request),
        CatchPanicLayer::custom(panic::answer),
        DefaultBodyLimit::max(settings.body_bytes),
    ))
}
