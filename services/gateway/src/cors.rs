//! Which pages in browsers may use the gateway (Fetch Standard, "CORS protocol").
//!
//! Nothing of it is needed to keep strangers' pages out, who have no token to show; it lets those of one's own
//! in. Credentials that a browser would add by itself are never allowed, and never looked at.

use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderName, Method, header};
use futures_util::future::Either;
use tower::{Layer, Service};
use tower_http::cors::{self, AllowOrigin, CorsLayer};

use crate::settings::Origins;

/// For how long a browser may remember what it may ask.
const REMEMBERED: Duration = Duration::from_mins(10);

/// What a page may send.
const SENT: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("x-request-id"),
];

/// What a page may see of the answer, beside what it always may.
const SEEN: [HeaderName; 4] = [
    header::ETAG,
    header::RETRY_AFTER,
    header::WWW_AUTHENTICATE,
    HeaderName::from_static("x-request-id"),
];

/// Lets pages of these origins use these methods.
#[derive(Debug, Clone)]
pub(crate) struct Cors(CorsLayer);

impl Cors {
    /// Nothing, where there are no such pages.
    pub(crate) fn new(origins: &Origins, methods: Vec<Method>) -> Option<Self> {
        let layer = CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins.0.iter().cloned()))
            .allow_methods(methods)
            .allow_headers(SENT)
            .expose_headers(SEEN)
            .max_age(REMEMBERED);
        (!origins.0.is_empty()).then_some(Self(layer))
    }
}

impl<S> Layer<S> for Cors {
    type Service = WithCors<S>;

    fn layer(&self, inner: S) -> WithCors<S> {
        WithCors(self.0.layer(inner))
    }
}

/// Answers preflight requests, and marks the answers to others.
#[derive(Debug, Clone)]
pub(crate) struct WithCors<S>(cors::Cors<S>);

impl<S, Answer> Service<Request> for WithCors<S>
where
    S: Service<Request, Response = axum::http::Response<Answer>>,
    Answer: Default,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Either<<cors::Cors<S> as Service<Request>>::Future, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // The layer takes every OPTIONS for a preflight, and would answer what nobody offers.
        if request.method() == Method::OPTIONS && !is_preflight(&request) {
            Either::Right(self.0.get_mut().call(request))
        } else {
            Either::Left(self.0.call(request))
        }
    }
}

fn is_preflight(request: &Request) -> bool {
    let headers = request.headers();
    headers.contains_key(header::ORIGIN)
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}
