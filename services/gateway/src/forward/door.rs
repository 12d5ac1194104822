//! What every request meets first, whatever it asks for.

use std::net::IpAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, TrustedProxies, household};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::client::Client;
use super::shape;
use crate::limits::Quota;

/// Lets a request in if it has one meaning, and its address has asked for no more than it may. Answers are never taken
/// for something else than they say they are.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    pub(crate) proxies: TrustedProxies,
    pub(crate) quota: Quota<IpAddr>,
}

impl Door {
    /// Says who asks.
    fn admit(&self, request: &Request) -> Result<Client, Refusal> {
        shape::check(request.version(), request.headers()).map_err(Refusal::Ambiguous)?;
        let client = Client::of(request, &self.proxies).map_err(Refusal::Told)?;
        self.quota
            .take(&household(client.address))
            .map_err(Refusal::Told)?;
        Ok(client)
    }
}

/// Why somebody is not let in.
enum Refusal {
    /// The request has more than one meaning.
    Ambiguous(&'static str),
    /// Something else.
    Told(ApiProblem),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Ambiguous(detail) => {
                // What follows on the connection may be half of what was meant as one request.
                let close = [(header::CONNECTION, HeaderValue::from_static("close"))];
                let problem = ApiProblem::new(ProblemCode::InvalidRequest).detail(detail);
                (close, problem).into_response()
            }
            Self::Told(problem) => problem.into_response(),
        }
    }
}

impl<S> Layer<S> for Door {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded {
            door: self.clone(),
            inner,
        }
    }
}

/// What is behind the door.
#[derive(Debug, Clone)]
pub(crate) struct Guarded<S> {
    door: Door,
    inner: S,
}

impl<S> Service<Request> for Guarded<S>
where
    S: Service<Request, Response: IntoResponse>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Entering<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        match self.door.admit(&request) {
            Ok(client) => {
                request.extensions_mut().insert(client);
                Entering::Admitted {
                    answer: self.inner.call(request),
                }
            }
            Err(refusal) => Entering::Refused {
                refusal: Some(refusal.into_response()),
            },
        }
    }
}

pin_project! {
    /// An answer that is on its way.
    #[project = EnteringProjection]
    pub(crate) enum Entering<F> {
        Admitted { #[pin] answer: F },
        Refused { refusal: Option<Response> },
    }
}

impl<F, R, E> Future for Entering<F>
where
    F: Future<Output = Result<R, E>>,
    R: IntoResponse,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut response = match self.project() {
            EnteringProjection::Admitted { answer } => {
                ready!(answer.poll(context))?.into_response()
            }
            EnteringProjection::Refused { refusal } => refusal.take().unwrap_or_default(),
        };
        response.headers_mut().insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        Poll::Ready(Ok(response))
    }
}
