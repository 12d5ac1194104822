//! A client that asks one thing over a connection of its own.

use std::net::SocketAddr;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use orion_contracts::problem::{Problem, ProblemCode};
use tokio::net::TcpStream;

use super::soon;

/// A request that is being put together.
pub(crate) struct Ask {
    address: SocketAddr,
    request: Request<Body>,
}

/// Begins a request.
pub(crate) fn ask(address: SocketAddr, method: &str, path: &str) -> Ask {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "gateway.example")
        .body(Body::empty())
        .unwrap();
    Ask { address, request }
}

impl Ask {
    pub(crate) fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.request.headers_mut().append(
            HeaderName::try_from(name).unwrap(),
            HeaderValue::try_from(value.as_ref()).unwrap(),
        );
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// Sends it, and gives the answer as far as it has come.
    pub(crate) async fn begin(self) -> Result<Response<Incoming>, hyper::Error> {
        soon(async {
            let stream = TcpStream::connect(self.address).await.unwrap();
            let (mut sender, connection) =
                hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
            tokio::spawn(connection.with_upgrades());
            sender.send_request(self.request).await
        })
        .await
    }

    /// Sends it, and gives the whole answer.
    pub(crate) async fn send(self) -> Answer {
        let answer = self.begin().await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = soon(body.collect()).await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The problem that it is.
    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, Some(self.status.as_u16()));
        problem
    }

    /// That it is a problem of that code.
    #[track_caller]
    pub(crate) fn refused(&self, code: ProblemCode) {
        assert_eq!(self.problem().code, code, "{self:?}");
        assert_eq!(self.status.as_u16(), code.status());
    }
}
