//! One attempt to have a request answered: the breaker is asked, and told how it went.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper_util::client::legacy;
use tower::Service;

use super::outgoing::Outgoing;
use super::{Failure, Upstream};

/// Sends a request once.
#[derive(Debug, Clone)]
pub(crate) struct Attempt(pub(crate) Arc<Upstream>);

type Answering = Pin<Box<dyn Future<Output = Result<Response<Incoming>, Failure>> + Send>>;

impl Service<Request<Outgoing>> for Attempt {
    type Response = Response<Incoming>;
    type Error = Failure;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Outgoing>) -> Answering {
        let upstream = Arc::clone(&self.0);
        Box::pin(async move {
            let pass = upstream.breaker.admit().map_err(Failure::Open)?;
            let answer = once(&upstream, request).await;
            match &answer {
                Ok(response) => pass.judge(is_no_answer(response.status())),
                Err(failure) if failure.is_the_services() => pass.judge(true),
                Err(_) => drop(pass),
            }
            answer
        })
    }
}

/// Whether a service says by that status that it, or what it stands on, cannot answer. A 500 is no such thing:
/// it may be due to one request, whose sender could otherwise shut everybody out.
fn is_no_answer(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
    )
}

async fn once(
    upstream: &Upstream,
    request: Request<Outgoing>,
) -> Result<Response<Incoming>, Failure> {
    let body = request.body().clone();
    let first_byte = upstream.times.first_byte;
    // The service's time runs from when it has the whole request; how long a client takes to send it is
    // limited elsewhere.
    let late = async {
        body.ended().await;
        tokio::time::sleep(first_byte).await;
    };
    let answered = tokio::select! {
        biased;
        answered = upstream.client.request(request) => answered,
        () = late => return Err(Failure::Late(first_byte)),
    };
    answered.map_err(|error| failure(&body, error))
}

fn failure(body: &Outgoing, error: legacy::Error) -> Failure {
    match body.fault() {
        Some(fault) => Failure::Body(fault),
        None if error.is_connect() => Failure::Unreached(error),
        None => Failure::Broken(error),
    }
}
