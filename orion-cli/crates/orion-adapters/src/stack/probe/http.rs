//! A request over HTTP.
//!
//! It is made on the connection that every probe has, by hyper, which the engine's client brings along: a pool, a
//! resolver and the proxies of the environment would only come in between.

use std::error::Error as _;
use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use orion_core::config::HttpPath;
use tokio::net::TcpStream;

use super::words;

/// How much of a body is told.
const TOLD: usize = 200;

/// Is ready when the answer's status is from 200 to 399. The answer's body gets at most `patience`.
pub(super) async fn ask(
    stream: TcpStream,
    port: u16,
    path: &HttpPath,
    patience: Duration,
) -> Result<(), String> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| failure(&error))?;
    let request = Request::get(path.as_str())
        // The name that the service would have for itself: some refuse all others.
        .header(header::HOST, format!("localhost:{port}"))
        .header(header::USER_AGENT, "orion")
        .header(header::CONNECTION, "close")
        .body(Empty::<Bytes>::new())
        .map_err(|error| error.to_string())?;
    let mut exchange = pin!(async move {
        let answer = sender
            .send_request(request)
            .await
            .map_err(|error| failure(&error))?;
        let status = answer.status();
        if (200..400).contains(&status.as_u16()) {
            return Ok(());
        }
        let mut body = Vec::new();
        // What has come until then is told.
        let _ = tokio::time::timeout(patience, beginning(answer.into_body(), &mut body)).await;
        Err(told(status, &body))
    });
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        // Everything that was read is waiting to be taken; what was not has failed.
        _ = connection => exchange.await,
    }
}

/// Reads as much of the body as is told.
async fn beginning(mut body: Incoming, read: &mut Vec<u8>) {
    while read.len() < TOLD
        && let Some(Ok(frame)) = body.frame().await
    {
        if let Ok(data) = frame.into_data() {
            read.extend_from_slice(&data);
        }
    }
}

/// `503 Service Unavailable: …`
fn told(status: StatusCode, body: &[u8]) -> String {
    let mut told = status.as_u16().to_string();
    if let Some(reason) = status.canonical_reason() {
        told = format!("{told} {reason}");
    }
    let body = String::from_utf8_lossy(&body[..body.len().min(TOLD)]);
    match body.trim() {
        "" => told,
        body => format!("{told}: {body}"),
    }
}

fn failure(error: &hyper::Error) -> String {
    if error.is_parse() {
        return "the answer is not HTTP".to_owned();
    }
    let cause = error.source().and_then(|source| source.downcast_ref());
    cause.map_or_else(
        || "the connection was closed without an answer".to_owned(),
        words,
    )
}
