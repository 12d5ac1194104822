//! The sockets of a service: connections are taken, served, and let come to an end.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use hyper::Request;
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower_service::Service as _;

use super::remainder::Lent;
use crate::stop::Stop;

/// How long a client may take to begin a request and to write its headers: after that the connection is closed. Whoever
/// keeps connections to a service for later has to give them up sooner than this.
const HEADERS: Duration = Duration::from_mins(1);
/// How long nothing is accepted when the system refuses: it may be out of file descriptors until connections end.
const PAUSE: Duration = Duration::from_millis(100);

/// The routes of a service that answers from the start: before it is built it has others.
#[derive(Debug, Clone)]
pub(super) struct Front {
    starting: Router,
    built: Arc<OnceLock<Router>>,
}

impl Front {
    pub(super) fn new(starting: Router) -> Self {
        Self {
            starting,
            built: Arc::default(),
        }
    }

    /// Lets the routes take over.
    pub(super) fn open(&self, built: Router) {
        // Nobody opens it twice.
        let _ = self.built.set(built);
    }

    fn routes(&self) -> Router {
        self.built.get().unwrap_or(&self.starting).clone()
    }
}

/// Serves until the stop is requested, then lets requests that were begun end. Whoever drops it cuts them off.
pub(super) async fn serve(listener: TcpListener, front: Front, mut stop: Stop) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(stream, peer, front.clone(), stop.clone()));
                }
                Err(error) => refused(&error).await,
            },
            // Those that have ended are forgotten.
            Some(_) = connections.join_next() => {}
            () = stop.requested() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn connection(stream: TcpStream, peer: SocketAddr, front: Front, mut stop: Stop) {
    // Answers are written as a whole: there is nothing to wait for. Failing that they are late, not lost.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        answer(front.routes(), request)
    });
    let mut serving = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS)
            .serve_connection(TokioIo::new(stream), answer)
            .with_upgrades()
    );
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = stop.requested() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        // A client that breaks off, or does not speak HTTP, is no business of the operator's.
        tracing::debug!(%peer, %error, "a connection failed");
    }
}

/// The answer, with the connection fit for the next request, or said to be closed.
async fn answer(mut routes: Router, request: Request<Incoming>) -> Result<Response, Infallible> {
    if request.body().is_end_stream() {
        return routes.call(request).await;
    }
    let (parts, body) = request.into_parts();
    let (body, remainder) = Lent::new(body, &parts.headers);
    let mut response = routes.call(Request::from_parts(parts, body)).await?;
    if !remainder.drained().await {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    Ok(response)
}

/// Waits a little where accepting again at once would only fail again.
async fn refused(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    ) {
        return;
    }
    tracing::error!(%error, "no connection can be accepted");
    tokio::time::sleep(PAUSE).await;
}
