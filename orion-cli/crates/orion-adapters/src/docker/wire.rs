//! One request to the engine, and what comes back, without opinions on either.
//!
//! A connection is made for each request: on a socket of the same machine that costs less than keeping them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bollard::errors::Error;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Empty, Full};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName};
use hyper::http::uri::PathAndQuery;
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::address::Address;

/// How long an answer may take to begin, where nothing else is said.
pub(super) const PATIENCE: Duration = Duration::from_mins(2);
/// Where an answer begins when something happens, and that may be never.
pub(super) const WITHOUT_END: Duration = Duration::from_hours(24 * 365);
/// The longest line of an answer that is taken: no engine writes such.
const LONGEST_LINE: usize = 16 << 20;

/// What is sent with a request.
pub(super) type Payload = UnsyncBoxBody<Bytes, io::Error>;

/// Nothing.
pub(super) fn nothing() -> Payload {
    Empty::new()
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// Those bytes.
pub(super) fn bytes(content: impl Into<Bytes>) -> Payload {
    Full::new(content.into())
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// The path with its query.
pub(super) fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("{path}?{query}")
}

/// The filter of an engine's list: everything with that label.
pub(super) fn label_filter(label: &str, value: &str) -> String {
    serde_json::json!({ "label": [format!("{label}={value}")] }).to_string()
}

/// A request that is about to be made.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// The path and the query.
    pub(super) target: &'a str,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) payload: Payload,
    /// How long the answer may take to begin.
    pub(super) patience: Duration,
}

impl<'a> Call<'a> {
    pub(super) fn get(target: &'a str) -> Self {
        Self {
            method: Method::GET,
            target,
            headers: Vec::new(),
            payload: nothing(),
            patience: PATIENCE,
        }
    }

    pub(super) fn post(target: &'a str, kind: &str, payload: Payload) -> Self {
        Self {
            method: Method::POST,
            target,
            headers: vec![(CONTENT_TYPE, kind.to_owned())],
            payload,
            patience: PATIENCE,
        }
    }

    pub(super) fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(super) fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// The way to the engine.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    address: Arc<Address>,
}

impl Wire {
    pub(super) fn new(address: Address) -> Self {
        Self {
            address: Arc::new(address),
        }
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// Sends a request as it is, and gives the answer whatever it is.
    pub(super) async fn exchange<B>(&self, request: Request<B>) -> Result<Response<Incoming>, Error>
    where
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let stream = self.address.open().await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            // How the connection ended is told to whoever reads from it.
            let _ = connection.with_upgrades().await;
        });
        let (mut parts, body) = request.into_parts();
        let target = parts
            .uri
            .path_and_query()
            .cloned()
            .unwrap_or_else(|| PathAndQuery::from_static("/"));
        parts.uri = Uri::from(target);
        parts
            .headers
            .insert(HOST, hyper::header::HeaderValue::from_static("localhost"));
        Ok(sender
            .send_request(Request::from_parts(parts, body))
            .await?)
    }

    /// Makes the call; an answer that is no success is an error.
    pub(super) async fn call(&self, call: Call<'_>) -> Result<Response<Incoming>, Error> {
        let mut request = Request::builder().method(call.method).uri(call.target);
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        let request = request.body(call.payload)?;
        let response = tokio::time::timeout(call.patience, self.exchange(request))
            .await
            .map_err(|_| Error::RequestTimeoutError)??;
        let status = response.status();
        if status.is_success()
            || status == StatusCode::NOT_MODIFIED
            || status == StatusCode::SWITCHING_PROTOCOLS
        {
            return Ok(response);
        }
        Err(Error::DockerResponseServerError {
            status_code: status.as_u16(),
            message: message(&response.into_body().collect().await?.to_bytes()),
        })
    }

    /// Asks for one value.
    pub(super) async fn get<T: DeserializeOwned>(&self, target: &str) -> Result<T, Error> {
        self.value(Call::get(target)).await
    }

    /// Makes the call and takes its answer for one value.
    pub(super) async fn value<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, Error> {
        let patience = call.patience;
        let response = self.call(call).await?;
        let content = tokio::time::timeout(patience, response.into_body().collect())
            .await
            .map_err(|_| Error::RequestTimeoutError)??
            .to_bytes();
        Ok(serde_json::from_slice(&content)?)
    }
}

/// What the engine says went wrong.
fn message(content: &[u8]) -> String {
    /// Docker's `message`; Podman has the cause beside it.
    #[derive(Deserialize)]
    struct Refusal {
        message: String,
    }
    serde_json::from_slice::<Refusal>(content).map_or_else(
        |_| String::from_utf8_lossy(content).trim().to_owned(),
        |refusal| refusal.message.trim().to_owned(),
    )
}

/// The values of an answer that goes on: one in each line. It ends after the first error.
pub(super) fn values<T: DeserializeOwned + 'static>(
    response: Response<Incoming>,
) -> impl Stream<Item = Result<T, Error>> + Unpin {
    /// What was received and is no value yet.
    struct State<T> {
        body: Option<Incoming>,
        rest: BytesMut,
        ready: VecDeque<Result<T, Error>>,
    }
    let state = State {
        body: Some(response.into_body()),
        rest: BytesMut::new(),
        ready: VecDeque::new(),
    };
    stream::unfold(state, |mut state| async move {
        loop {
            if let Some(value) = state.ready.pop_front() {
                if value.is_err() {
                    state.body = None;
                    state.ready.clear();
                }
                return Some((value, state));
            }
            let body = state.body.as_mut()?;
            match body.frame().await {
                Some(Ok(frame)) => {
                    let Ok(data) = frame.into_data() else {
                        continue;
                    };
                    state.rest.extend_from_slice(&data);
                    while let Some(end) = state.rest.iter().position(|&byte| byte == b'\n') {
                        let line = state.rest.split_to(end + 1);
                        push(&mut state.ready, &line);
                    }
                    if state.rest.len() > LONGEST_LINE {
                        let error = io::Error::other("an answer with a line without end");
                        state.ready.push_back(Err(error.into()));
                    }
                }
                Some(Err(error)) => state.ready.push_back(Err(error.into())),
                None => {
                    state.body = None;
                    let line = state.rest.split();
                    push(&mut state.ready, &line);
                    if state.ready.is_empty() {
                        return None;
                    }
                }
            }
        }
    })
    .boxed_local()
}

fn push<T: DeserializeOwned>(ready: &mut VecDeque<Result<T, Error>>, line: &[u8]) {
    let line = line.trim_ascii();
    if !line.is_empty() {
        ready.push_back(serde_json::from_slice(line).map_err(Error::from));
    }
}
