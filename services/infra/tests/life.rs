//! What a service is made of while it lives: how it is built, what runs beside its routes, what has to be well.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use orion_infra::health::Phase;
use orion_infra::service::{
    Bound, BuildError, Built, Check, Configured, ServeError, ServiceSettings,
};
use orion_infra::stop::{self, Stop};
use orion_infra::testing::serve;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Notify;

async fn bound<Building>(build: impl FnOnce(Stop) -> Building + Send + 'static) -> Bound
where
    Building: Future<Output = Result<Built, BuildError>> + Send + 'static,
{
    let settings = ServiceSettings::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    Configured::new("sample", settings, build)
        .bind()
        .await
        .unwrap()
}

async fn get_json(address: &str, path: &str) -> (u16, Value) {
    let answer = reqwest::get(format!("http://{address}{path}"))
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[tokio::test]
async fn it_says_that_it_is_starting_while_it_is_built() {
    let go = Arc::new(Notify::new());
    let bound = bound({
        let go = go.clone();
        async move |_| {
            go.notified().await;
            Ok(Built::new(Router::new().route("/", get("built"))))
        }
    })
    .await;
    let (address, health) = (bound.address().to_string(), bound.health());
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));

    assert_eq!(
        get_json(&address, "/health/live").await,
        (200, json!({"status": "live"}))
    );
    assert_eq!(
        get_json(&address, "/health/ready").await,
        (503, json!({"status": "starting"}))
    );
    let (status, problem) = get_json(&address, "/").await;
    assert_eq!((status, &problem["code"]), (503, &json!("unavailable")));

    go.notify_one();
    health.reached(Phase::Ready).await;
    let answer = reqwest::get(format!("http://{address}/")).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "built");
    stopper.stop();
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_stop_does_not_wait_for_it_to_be_built() {
    let bound = bound(async |_| pending().await).await;
    let (stopper, stop) = stop::pair();
    let serving = tokio::spawn(bound.serve(stop));
    stopper.stop();
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn what_cannot_be_built_is_said() {
    let bound = bound(async |_| Err(io::Error::other("no database").into())).await;
    let (_stopper, stop) = stop::pair();
    let error = bound.serve(stop).await.unwrap_err();
    assert!(
        matches!(&error, ServeError::Build { source, .. } if source.to_string() == "no database")
    );
    assert_eq!(error.to_string(), "`sample` cannot start");
}

#[tokio::test]
async fn work_that_fails_or_panics_ends_the_service_and_its_other_work() {
    for panics in [false, true] {
        let told = Arc::new(AtomicBool::new(false));
        let bound = bound({
            let told = told.clone();
            async move |mut stop: Stop| {
                Ok(Built::new(Router::new())
                    .with_work(async { Ok(()) })
                    .with_work(async move {
                        assert!(!panics, "a bug");
                        Err("the bus is gone".into())
                    })
                    .with_work(async move {
                        stop.requested().await;
                        told.store(true, Ordering::SeqCst);
                        Ok(())
                    }))
            }
        })
        .await;
        let (_stopper, stop) = stop::pair();
        let error = bound.serve(stop).await.unwrap_err();
        assert_eq!(error.to_string(), "`sample` cannot go on");
        assert!(told.load(Ordering::SeqCst));
    }
}

#[tokio::test]
async fn work_that_is_done_leaves_the_routes_alone() {
    let done = Arc::new(Notify::new());
    let server = serve(|_| {
        let done = done.clone();
        Built::new(Router::new()).with_work(async move {
            done.notify_one();
            Ok(())
        })
    })
    .await;
    done.notified().await;
    let (status, _) = get_json(&server.address.to_string(), "/health/ready").await;
    assert_eq!(status, 200);
    server.stop().await.unwrap();
}

#[tokio::test]
async fn work_that_does_not_end_is_cut_off_and_reported() {
    let mut settings = ServiceSettings::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    settings.drain = Duration::ZERO;
    let configured = Configured::new("sample", settings, async |_| {
        Ok(Built::new(Router::new()).with_work(pending()))
    });
    let (stopper, stop) = stop::pair();
    let bound = configured.bind().await.unwrap();
    let health = bound.health();
    let serving = tokio::spawn(bound.serve(stop));
    health.reached(Phase::Ready).await;
    stopper.stop();
    let error = serving.await.unwrap().unwrap_err();
    assert!(matches!(error, ServeError::Undrained { .. }), "{error}");
}

#[tokio::test]
async fn it_is_ready_while_every_check_passes() {
    let is_well = Arc::new(AtomicBool::new(true));
    let database = {
        let is_well = is_well.clone();
        Check::new("database", move || {
            let is_well = is_well.load(Ordering::SeqCst);
            async move {
                if is_well {
                    Ok(())
                } else {
                    Err("hunter2".into())
                }
            }
        })
    };
    let server = serve(|_| {
        Built::new(Router::new())
            .with_check(database)
            .with_check(Check::new("bus", async || Ok(())))
    })
    .await;
    let address = server.address.to_string();
    let well = json!({"status": "ready", "checks": {"bus": "ok", "database": "ok"}});
    assert_eq!(
        get_json(&address, "/health/ready").await,
        (200, well.clone())
    );
    is_well.store(false, Ordering::SeqCst);
    let unwell = json!({"status": "not-ready", "checks": {"bus": "ok", "database": "failed"}});
    assert_eq!(get_json(&address, "/health/ready").await, (503, unwell));
    assert_eq!(get_json(&address, "/health/live").await.0, 200);
    is_well.store(true, Ordering::SeqCst);
    assert_eq!(get_json(&address, "/health/ready").await, (200, well));
}

#[tokio::test]
async fn a_check_that_takes_too_long_has_failed() {
    let server = serve(|_| {
        Built::new(Router::new()).with_check(Check::new("slow", async || pending().await))
    })
    .await;
    let asking =
        tokio::spawn(async move { get_json(&server.address.to_string(), "/health/ready").await });
    let unwell = json!({"status": "not-ready", "checks": {"slow": "failed"}});
    assert_eq!(asking.await.unwrap(), (503, unwell));
}

#[tokio::test]
async fn handlers_know_who_is_connected() {
    let routes = Router::new().route(
        "/",
        get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string()),
    );
    let server = serve(|_| Built::new(routes)).await;
    let answer = reqwest::get(&server.url).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "127.0.0.1");
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_up_the_end() {
    let server = serve(|_| Built::new(Router::new())).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    assert_ne!(idle.read(&mut [0; 1024]).await.unwrap(), 0);
    let silent = TcpStream::connect(server.address).await.unwrap();
    server.stop().await.unwrap();
    assert_eq!(idle.read(&mut [0; 1024]).await.unwrap(), 0);
    drop(silent);
}

#[tokio::test]
async fn a_client_that_never_finishes_its_headers_is_let_go() {
    let server = serve(|_| Built::new(Router::new())).await;
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    slow.write_all(b"GET /health/live HTTP/1.1\r\nhost:")
        .await
        .unwrap();
    // The connection has to be served before time goes by.
    get_json(&server.address.to_string(), "/health/live").await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).await.unwrap();
    assert!(!rest.starts_with(b"HTTP/1.1 200"), "{rest:?}");
}
