//! One message to one address.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use orion_app::notice::NoticeError;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::Url;

/// How long it may take, answer included.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer that are read.
const ANSWER: usize = 4096;
/// The most characters of an answer that are shown.
const SHOWN: usize = 200;

/// Sends JSON once; only a 2xx is an answer that it has arrived.
pub(super) async fn post(
    address: &SecretString,
    payload: &Value,
    variable: impl Fn() -> String,
) -> Result<(), NoticeError> {
    let not_an_address = || NoticeError::NotAnAddress {
        variable: variable(),
    };
    let url = Url::parse(address.expose_secret()).map_err(|_| not_an_address())?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(not_an_address());
    }
    let request = Request::post(url.as_str())
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, "orion")
        .body(Full::new(Bytes::from(payload.to_string())))
        .map_err(|_| not_an_address())?;
    let unreachable = |cause: &str| NoticeError::Unreachable {
        cause: without(&url, cause),
    };
    match tokio::time::timeout(PATIENCE, exchange(request)).await {
        Err(_) => {
            let seconds = PATIENCE.as_secs();
            Err(unreachable(&format!("no answer within {seconds} s")))
        }
        Ok(Err(cause)) => Err(unreachable(&cause)),
        Ok(Ok((status, _))) if (200..300).contains(&status) => Ok(()),
        Ok(Ok((status, answer))) => Err(NoticeError::Refused {
            status,
            answer: without(&url, &answer).chars().take(SHOWN).collect(),
        }),
    }
}

async fn exchange(request: Request<Full<Bytes>>) -> Result<(u16, String), String> {
    let connector = HttpsConnectorBuilder::new()
        .with_native_roots()
        .map_err(|error| format!("this machine's certificates cannot be read: {error}"))?
        .https_or_http()
        .enable_http1()
        .build();
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let answer = client.request(request).await;
    let (head, body) = answer.map_err(|error| cause(&error))?.into_parts();
    // What it says matters less than its status.
    let body = Limited::new(body, ANSWER).collect().await;
    let text = body.map_or_else(
        |_| String::new(),
        |body| String::from_utf8_lossy(&body.to_bytes()).trim().to_owned(),
    );
    Ok((head.status.as_u16(), text))
}

/// What was at the bottom of it: those above only say that something was.
fn cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// A text without what is secret in the address, should it repeat that.
fn without(url: &Url, text: &str) -> String {
    let mut text = text.to_owned();
    let path = Some(url.path()).filter(|path| path.len() > 1);
    for secret in [Some(url.as_str()), url.query(), path, url.host_str()] {
        if let Some(secret) = secret.filter(|secret| !secret.is_empty()) {
            text = text.replace(secret, "…");
        }
    }
    text
}
