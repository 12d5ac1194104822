//! Which request it is, from one service to the next.

use std::collections::BTreeMap;

use axum::routing::get;
use axum::{Json, Router};
use orion_infra::http::forward_headers;
use orion_infra::trace::{Trace, carried};
use reqwest::Method;
use reqwest::header::HeaderValue;

use super::World;

const CALLER: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// What a service would tell the next one.
async fn told() -> Json<BTreeMap<String, String>> {
    let headers = forward_headers();
    let headers = headers.iter().map(|(name, value)| {
        let value = value.to_str().unwrap().to_owned();
        (name.to_string(), value)
    });
    Json(headers.collect())
}

async fn asked(headers: &[(&'static str, &[u8])]) -> (String, BTreeMap<String, String>) {
    let world = World::new(Router::new().route("/told", get(told))).await;
    let mut request = world.ask(Method::GET, "/told");
    for (name, value) in headers {
        request = request.header(*name, HeaderValue::from_bytes(value).unwrap());
    }
    let response = request.send().await.unwrap();
    let echoed = response.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    (echoed, response.json().await.unwrap())
}

#[tokio::test]
async fn an_id_that_comes_with_a_request_goes_on_and_back() {
    let (echoed, told) = asked(&[("x-request-id", b"build-17/3")]).await;
    assert_eq!(echoed, "build-17/3");
    assert_eq!(told["x-request-id"], "build-17/3");
}

#[tokio::test]
async fn an_id_that_is_missing_or_unsound_is_replaced_by_a_uuid() {
    let long = [b'a'; 129];
    for unsound in [
        None,
        Some(&b""[..]),
        Some(b"two words"),
        Some(b"\xe4"),
        Some(&long),
    ] {
        let headers: Vec<_> = unsound.iter().map(|id| ("x-request-id", *id)).collect();
        let (echoed, told) = asked(&headers).await;
        assert_eq!(told["x-request-id"], echoed);
        let id: uuid::Uuid = echoed.parse().unwrap();
        assert_eq!(id.get_version_num(), 7, "{unsound:?}");
    }
}

#[tokio::test]
async fn a_trace_is_continued_with_its_state() {
    let (_, told) = asked(&[("traceparent", CALLER.as_bytes()), ("tracestate", b"a=1")]).await;
    assert!(told["traceparent"].starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
    assert!(!told["traceparent"].contains("b7ad6b7169203331"));
    assert_eq!(told["tracestate"], "a=1");
}

#[tokio::test]
async fn a_trace_that_is_missing_or_broken_is_begun() {
    for broken in [None, Some(&b"00-0-0-00"[..]), Some(b"\xff")] {
        let headers: Vec<_> = broken
            .iter()
            .map(|parent| ("traceparent", *parent))
            .collect();
        let (_, told) = asked(&headers).await;
        assert_eq!(told["traceparent"].len(), CALLER.len(), "{broken:?}");
        assert!(!told.contains_key("tracestate"));
    }
}

#[tokio::test]
async fn a_task_of_its_own_may_keep_the_trace() {
    let handler = async || {
        let (bare, kept) = (
            tokio::spawn(async { Trace::current() }),
            tokio::spawn(carried(async { Trace::current() })),
        );
        assert_eq!(bare.await.unwrap(), None);
        assert_eq!(kept.await.unwrap(), Trace::current());
        "ok"
    };
    let world = World::new(Router::new().route("/", get(handler))).await;
    assert_eq!(world.get("/").await.status(), 200);
    assert!(forward_headers().is_empty());
}
