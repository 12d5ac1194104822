//! The services behind the gateway: how each is reached, and what is done when it is not.

mod attempt;
mod breaker;
mod failure;
mod outgoing;
mod retry;
mod timed;

pub(crate) use breaker::Standing;
pub use breaker::{BreakerSettings, Clock, LONGEST_MEMORY};
pub(crate) use failure::Failure;
pub(crate) use outgoing::Outgoing;
pub(crate) use timed::Timed;

use std::sync::Arc;
use std::time::Duration;

use axum::http::uri::PathAndQuery;
use axum::http::{Request, Response, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use orion_infra::http::BaseUrl;
use tokio::time::Instant;
use tower::ServiceExt as _;
use tower::retry::Retry;

use attempt::Attempt;
use breaker::Breaker;
use retry::Retries;

/// How long a connection that is not in use is kept: less than the services themselves keep it, so that it is
/// not closed by them just as a request goes out.
const KEPT: Duration = Duration::from_secs(15);
/// The connections to one service that are kept while not in use.
const MOST_KEPT: usize = 256;

/// How long things may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// `times.connect-ms`: to connect to a service.
    pub connect: Duration,
    /// `times.first-byte-ms`: from when a service has the whole request until its answer begins.
    pub first_byte: Duration,
    /// `times.whole-seconds`: from when a request is passed on until the last byte of the answer.
    pub whole: Duration,
    /// `times.idle-seconds`: how long a WebSocket may be silent in both directions.
    pub idle: Duration,
}

/// A client for services: connections are kept and shared.
pub(crate) type HttpClient = Client<HttpConnector, Outgoing>;

/// A client that connects in that time.
pub(crate) fn client(connect: Duration) -> HttpClient {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(connect));
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(KEPT)
        .pool_max_idle_per_host(MOST_KEPT)
        .build(connector)
}

/// One service.
#[derive(Debug)]
pub(crate) struct Upstream {
    name: &'static str,
    url: BaseUrl,
    /// The same, if nothing stands before its paths.
    root: Option<Uri>,
    client: HttpClient,
    breaker: Breaker,
    retries: Retries,
    times: Times,
}

impl Upstream {
    pub(crate) fn new(
        name: &'static str,
        url: BaseUrl,
        client: HttpClient,
        breaker: BreakerSettings,
        times: Times,
        clock: Clock,
    ) -> Self {
        let root = url.join("/").ok().filter(|root| root.path() == "/");
        Self {
            name,
            url,
            root,
            client,
            breaker: Breaker::new(breaker, clock),
            retries: Retries::new(),
            times,
        }
    }

    /// Its name, as in `workstreams.toml`.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// How things stand with it.
    pub(crate) fn standing(&self) -> Standing {
        self.breaker.standing()
    }

    /// The address of something there.
    ///
    /// # Errors
    /// When the path cannot stand in an address.
    pub(crate) fn uri(&self, path: &PathAndQuery) -> Result<Uri, axum::http::Error> {
        match &self.root {
            // Nothing is put together as text and taken apart again for most requests.
            Some(root) => {
                let mut parts = root.clone().into_parts();
                parts.path_and_query = Some(path.clone());
                Ok(Uri::from_parts(parts)?)
            }
            None => self.url.join(path.as_str()),
        }
    }

    /// Sends a request whose address was made by [`Self::uri`], again where that is safe, and gives the answer
    /// as it comes.
    ///
    /// # Errors
    /// When there is no answer; it is logged.
    pub(crate) async fn send(
        self: &Arc<Self>,
        request: Request<Outgoing>,
    ) -> Result<Response<Timed>, Failure> {
        let deadline = Instant::now() + self.times.whole;
        let attempts = Retry::new(self.retries.policy(), Attempt(Arc::clone(self)));
        match attempts.oneshot(request).await {
            Ok(response) => {
                Ok(response.map(|body| Timed::new(body, self.name, self.times.whole, deadline)))
            }
            Err(failure) => {
                self.log(&failure);
                Err(failure)
            }
        }
    }

    fn log(&self, failure: &Failure) {
        let source = std::error::Error::source(failure);
        let upstream = self.name;
        if failure.is_the_services() {
            tracing::warn!(upstream, error = %failure, source, "a service did not answer");
        } else {
            tracing::debug!(upstream, error = %failure, "a request was not passed on");
        }
    }
}
