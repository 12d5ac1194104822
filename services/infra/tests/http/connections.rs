//! A connection stays fit for the next request, or is said to end.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use orion_infra::service::Built;
use orion_infra::testing::{TestServer, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// A server that refuses whatever is posted to it without reading it, and says when it has.
async fn refusing() -> (TestServer, Arc<Notify>) {
    let refused = Arc::new(Notify::new());
    let says = Arc::clone(&refused);
    let refuse = async move || {
        says.notify_one();
        StatusCode::CONFLICT
    };
    let routes = Router::new().route("/", post(refuse));
    (serve(|_| Built::new(routes)).await, refused)
}

fn head(more: &str) -> String {
    format!("POST / HTTP/1.1\r\nhost: test\r\n{more}\r\n\r\n")
}

/// All that is answered until the connection ends.
async fn answers(mut stream: TcpStream) -> String {
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    answers
}

#[tokio::test]
async fn a_body_that_nobody_read_does_not_end_the_connection() {
    let (server, refused) = refusing().await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let first = head("content-length: 5");
    stream.write_all(first.as_bytes()).await.unwrap();
    // The answer stands before anything of the body has come.
    refused.notified().await;
    stream.write_all(b"hello").await.unwrap();
    let last = head("content-length: 0\r\nconnection: close");
    stream.write_all(last.as_bytes()).await.unwrap();
    let answers = answers(stream).await;
    assert_eq!(answers.matches("HTTP/1.1 409").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_body_that_is_too_long_to_be_read_in_vain_ends_it_by_announcement() {
    for body in [
        "content-length: 10000000",
        "content-length: 5\r\nexpect: 100-continue",
    ] {
        let (server, _) = refusing().await;
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(head(body).as_bytes()).await.unwrap();
        let answers = answers(stream).await;
        assert!(answers.starts_with("HTTP/1.1 409"), "{answers}");
        assert!(answers.contains("connection: close\r\n"), "{answers}");
    }
}
