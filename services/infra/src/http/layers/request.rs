//! The outermost layer: it gives a request its trace, and its answer the id and the line in the log.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::answer::explained;
use super::line::{Line, RequestLog};
use crate::trace::{REQUEST_ID, Scoped, Trace, scoped};

#[derive(Clone, Copy)]
pub(super) struct RequestLayer {
    pub(super) service: &'static str,
    pub(super) log: RequestLog,
}

#[derive(Clone)]
pub(super) struct RequestService<S> {
    layer: RequestLayer,
    inner: S,
}

impl<S> Layer<S> for RequestLayer {
    type Service = RequestService<S>;

    fn layer(&self, inner: S) -> RequestService<S> {
        RequestService {
            layer: *self,
            inner,
        }
    }
}

impl<S> Service<Request> for RequestService<S>
where
    S: Service<Request, Response: IntoResponse>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Scoped<Answering<S::Future>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let trace = Trace::of(request.headers());
        let line = Line::begin(self.layer.log, &request);
        let answering = Answering {
            inner: self.inner.call(request),
            line: Some(line),
        };
        scoped(self.layer.service, trace, answering)
    }
}

pin_project! {
    /// An answer that is on its way, within its trace.
    pub(super) struct Answering<F> {
        #[pin]
        inner: F,
        line: Option<Line>,
    }

    impl<F> PinnedDrop for Answering<F> {
        fn drop(this: Pin<&mut Self>) {
            if let Some(line) = this.project().line.take() {
                line.abandoned();
            }
        }
    }
}

impl<F, R, E> Future for Answering<F>
where
    F: Future<Output = Result<R, E>>,
    R: IntoResponse,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answer = ready!(this.inner.poll(context))?;
        let mut response = explained(answer.into_response());
        let id = Trace::with_current(|trace| trace.request_id().header().clone());
        if let Some(id) = id {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        if let Some(line) = this.line.take() {
            line.answered(response.status());
        }
        Poll::Ready(Ok(response))
    }
}
