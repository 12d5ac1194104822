//! One request over HTTP/1.1, on a connection of its own.

use std::pin::pin;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Request as HttpRequest, header};
use hyper_util::rt::TokioIo;
use orion_app::integration::Request;
use orion_core::integration::Answer;
use tokio::net::TcpStream;

use super::told;

/// Asks, and reads as much of the answer as is wanted.
pub(super) async fn ask(request: &Request) -> Result<Answer, String> {
    let stream = TcpStream::connect(request.to)
        .await
        .map_err(|error| error.kind().to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| told(&error))?;
    let built = HttpRequest::builder()
        .method(request.method.as_str())
        .uri(request.path.as_str())
        // The name that the service would have for itself: some refuse all others.
        .header(header::HOST, format!("localhost:{}", request.to.port()))
        .header(header::USER_AGENT, "orion")
        .header(header::ACCEPT, "*/*")
        // An operation that reads JSON finds none, whatever it does with a body that names no type.
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONNECTION, "close")
        .body(Empty::<Bytes>::new())
        .map_err(|error| error.to_string())?;
    let mut exchange = pin!(async {
        let answer = sender
            .send_request(built)
            .await
            .map_err(|error| told(&error))?;
        Ok(Answer {
            status: answer.status().as_u16(),
            body: beginning(answer.into_body(), request.most).await,
        })
    });
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        // Everything that was read is waiting to be taken; what was not has failed.
        _ = connection => exchange.await,
    }
}

/// As much of the body as is wanted, and as has come when it breaks off.
async fn beginning(mut body: Incoming, most: usize) -> String {
    let mut read = Vec::new();
    while read.len() < most
        && let Some(Ok(frame)) = body.frame().await
    {
        if let Ok(data) = frame.into_data() {
            read.extend_from_slice(&data);
        }
    }
    read.truncate(most);
    String::from_utf8_lossy(&read).into_owned()
}
