//! Bodies pass as they come, both ways: nothing is held back, and nothing too long is let through.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use futures_util::stream;
use http_body_util::BodyExt as _;
use orion_contracts::problem::ProblemCode;
use serde_json::json;
use tokio::sync::mpsc;

use crate::support::{Gateway, Plan, Service, ask, converse, soon};

const PIECE: usize = 64 << 10;
/// A quarter of a gigabyte, in pieces.
const PIECES: u64 = 4 << 10;
/// What may be under way between two ends: buffers of the gateway, of hyper and of the system.
const UNDER_WAY: u64 = 32 << 20;

/// So many pieces, counted when they are taken.
fn pieces(taken: &Arc<AtomicU64>) -> Body {
    let taken = Arc::clone(taken);
    let piece = Bytes::from(vec![b'x'; PIECE]);
    Body::from_stream(stream::iter(0..PIECES).map_counting(move || {
        taken.fetch_add(PIECE as u64, Ordering::SeqCst);
        piece.clone()
    }))
}

trait MapCounting: futures_util::Stream + Sized {
    fn map_counting(
        self,
        mut piece: impl FnMut() -> Bytes,
    ) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
        futures_util::StreamExt::map(self, move |_| Ok(piece()))
    }
}

impl<S: futures_util::Stream> MapCounting for S {}

/// Reads it to the end, and sees to it that no more was taken from the other end than can be under way.
async fn read(mut body: impl hyper::body::Body<Data = Bytes> + Unpin, taken: &AtomicU64) -> u64 {
    let mut length = 0;
    while let Some(Ok(frame)) = soon(body.frame()).await {
        length += frame.data_ref().map_or(0, |data| data.len() as u64);
        let ahead = taken.load(Ordering::SeqCst).saturating_sub(length);
        assert!(ahead <= UNDER_WAY, "{ahead} bytes are held somewhere");
    }
    length
}

#[tokio::test]
async fn a_long_answer_is_never_held_as_a_whole() {
    let taken = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&taken);
    let routes = Router::new().route("/v1/users/me", get(async move || pieces(&count)));
    let service = Service::serving(routes).await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway.ask("GET", "/v1/users/me").begin().await.unwrap();
    let length = read(answer.into_body(), &taken).await;
    assert_eq!(length, PIECES * PIECE as u64);
}

#[tokio::test]
async fn a_long_request_is_never_held_as_a_whole() {
    let taken = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&taken);
    let routes = Router::new().route(
        "/v1/auth/login",
        post(async move |request: Request| {
            let length = read(request.into_body(), &count).await;
            Json(json!({"length": length}))
        }),
    );
    let service = Service::serving(routes).await;
    let mut plan = Plan::at(service.address);
    plan.service.body_bytes = 1 << 30;
    let gateway = plan.start().await;
    let answer = ask(gateway.address, "POST", "/v1/auth/login")
        .body(pieces(&taken))
        .send()
        .await;
    let length = PIECES * PIECE as u64;
    assert_eq!(answer.text(), json!({"length": length}).to_string());
}

#[tokio::test]
async fn what_comes_first_arrives_first() {
    let (say, said) = mpsc::channel::<Result<Bytes, std::io::Error>>(1);
    let said = Arc::new(std::sync::Mutex::new(Some(said)));
    let service = Service::answering(move |_, _| {
        let said = said.lock().unwrap().take().unwrap();
        let stream = stream::unfold(said, async |mut said| Some((said.recv().await?, said)));
        let headers = [("content-type", "text/event-stream")];
        std::future::ready((headers, Body::from_stream(stream)).into_response())
    })
    .await;
    let gateway = Gateway::before(&service).await;
    let asked = gateway
        .ask("GET", "/v1/users/me")
        .header("accept-encoding", "gzip, br, zstd");
    let answer = asked.begin().await.unwrap();
    assert_eq!(answer.headers().get("content-encoding"), None);
    let mut body = answer.into_body();
    for event in ["data: 1\n\n", "data: 2\n\n"] {
        say.send(Ok(Bytes::from(event))).await.unwrap();
        let frame = soon(body.frame()).await.unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap(), event);
    }
    drop(say);
    assert!(soon(body.frame()).await.is_none());
}

#[tokio::test]
async fn a_body_that_says_it_is_too_long_is_passed_on_to_nobody() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.service.body_bytes = 1000;
    let gateway = plan.start().await;
    let post = |length| {
        ask(gateway.address, "POST", "/v1/auth/login")
            .body(vec![b'x'; length])
            .send()
    };
    post(1001).await.refused(ProblemCode::PayloadTooLarge);
    assert_eq!(service.count(), 0);
    assert_eq!(post(1000).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_turns_out_too_long_is_cut_off_and_no_fault_of_the_service() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.service.body_bytes = 1000;
    plan.gateway.breaker.failures = 1;
    let gateway = plan.start().await;
    for _ in 0..2 {
        let pieces = stream::iter((0..20).map(|_| Ok::<_, std::io::Error>(vec![b'x'; 100])));
        let answer = ask(gateway.address, "POST", "/v1/auth/login")
            .body(Body::from_stream(pieces))
            .send()
            .await;
        answer.refused(ProblemCode::PayloadTooLarge);
    }
    let heard = service.heard();
    assert!(heard.iter().all(|heard| heard.body.is_none()), "{heard:?}");
    let answer = ask(gateway.address, "POST", "/v1/auth/login").send().await;
    assert_eq!(answer.status, StatusCode::OK, "the breaker is closed");
}

#[tokio::test]
async fn a_body_that_is_no_http_is_the_clients_fault() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.breaker.failures = 1;
    let gateway = plan.start().await;
    let broken =
        b"POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    let answer = converse(gateway.address, broken).await;
    assert_eq!(answer.statuses(), [400]);
    assert!(
        answer.0.contains(r#""code":"invalid-request""#),
        "{answer:?}"
    );
    let answer = ask(gateway.address, "POST", "/v1/auth/login").send().await;
    assert_eq!(answer.status, StatusCode::OK, "the breaker is closed");
}

#[tokio::test]
async fn a_service_may_answer_before_it_has_read_everything() {
    let service = Service::serving(Router::new().route(
        "/v1/auth/login",
        post(async || (StatusCode::BAD_REQUEST, "enough")),
    ))
    .await;
    let gateway = Gateway::before(&service).await;
    let answer = ask(gateway.address, "POST", "/v1/auth/login")
        .body(vec![b'x'; 1000])
        .send()
        .await;
    assert_eq!(
        (answer.status, answer.text()),
        (StatusCode::BAD_REQUEST, "enough")
    );
}
