//! A service's life over a real socket: before it serves, while it does, and how it ends.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use orion_infra::health::Phase;
use orion_infra::service::{Bound, Built, Configured, ServeError, ServiceSettings};
use orion_infra::stop;
use orion_infra::testing;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const NO_HURRY: Duration = Duration::from_mins(1);

async fn bound(routes: Router) -> Bound {
    bound_to(routes, ANY_PORT, NO_HURRY).await.unwrap()
}

async fn bound_to(
    routes: Router,
    address: SocketAddr,
    drain: Duration,
) -> Result<Bound, ServeError> {
    let settings = ServiceSettings {
        drain,
        ..ServiceSettings::at(address)
    };
    Configured::new("sample", settings, async |_| Ok(Built::new(routes)))
        .bind()
        .await
}

async fn ask(address: SocketAddr, path: &'static str) -> testing::Answer {
    spawn_blocking(move || testing::get(address, path).unwrap())
        .await
        .unwrap()
}

/// Routes with one request that says when it has begun and ends when it is told to.
fn held() -> (Router, Arc<Notify>, Arc<Notify>) {
    let (begun, end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (begun, end) = (begun.clone(), end.clone());
        async move || {
            begun.notify_one();
            end.notified().await;
            "done"
        }
    };
    (Router::new().route("/held", get(handler)), begun, end)
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_told_and_never_cached() {
    let bound = bound(Router::new()).await;
    let (address, health) = (bound.address(), bound.health());
    assert_eq!(health.phase(), Phase::Starting);

    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    health.reached(Phase::Ready).await;
    let live = ask(address, "/health/live").await;
    assert_eq!(
        (live.status, live.body.as_str()),
        (200, r#"{"status":"live"}"#)
    );
    let ready = ask(address, "/health/ready").await;
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (200, r#"{"status":"ready"}"#)
    );
    for answer in [live, ready] {
        assert!(
            answer.headers.contains("cache-control: no-store"),
            "{answer:?}"
        );
        assert!(
            answer.headers.contains("content-type: application/json"),
            "{answer:?}"
        );
    }

    stopper.stop();
    serving.await.unwrap().unwrap();
    assert_eq!(health.phase(), Phase::Draining);
}

#[tokio::test(flavor = "multi_thread")]
async fn not_ready_is_503_but_still_live() {
    let health = orion_infra::health::Health::new();
    let bound = bound(Router::new().nest("/inner", health.routes(Vec::new()))).await;
    let (address, own) = (bound.address(), bound.health());
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    own.reached(Phase::Ready).await;

    let starting = ask(address, "/inner/health/ready").await;
    assert_eq!(
        (starting.status, starting.body.as_str()),
        (503, r#"{"status":"starting"}"#)
    );
    health.reach(Phase::Draining);
    let draining = ask(address, "/inner/health/ready").await;
    assert_eq!(
        (draining.status, draining.body.as_str()),
        (503, r#"{"status":"draining"}"#)
    );
    assert_eq!(ask(address, "/inner/health/live").await.status, 200);

    stopper.stop();
    serving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_begun_is_answered_before_the_end() {
    let (routes, begun, end) = held();
    let bound = bound(routes).await;
    let (address, health) = (bound.address(), bound.health());
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    health.reached(Phase::Ready).await;
    let asking = tokio::spawn(ask(address, "/held"));

    begun.notified().await;
    stopper.stop();
    health.reached(Phase::Draining).await;
    assert!(!serving.is_finished());
    end.notify_one();
    assert_eq!(asking.await.unwrap().body, "done");
    serving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_does_not_end_is_cut_off_and_reported() {
    let (routes, begun, _end) = held();
    let bound = bound_to(routes, ANY_PORT, Duration::ZERO).await.unwrap();
    let (address, health) = (bound.address(), bound.health());
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    health.reached(Phase::Ready).await;
    let asking = spawn_blocking(move || testing::get(address, "/held"));

    begun.notified().await;
    stopper.stop();
    let error = serving.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`sample` had requests or work that did not end within 0 s"
    );
    drop(asking);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_stopper_stops() {
    let bound = bound(Router::new()).await;
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    drop(stopper);
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let first = bound(Router::new()).await;
    let error = bound_to(Router::new(), first.address(), NO_HURRY)
        .await
        .unwrap_err();
    assert!(matches!(error, ServeError::Bind { .. }));
    assert_eq!(
        error.to_string(),
        format!("`sample` cannot listen on {}", first.address())
    );
}
