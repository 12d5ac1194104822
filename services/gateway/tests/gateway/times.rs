//! How long things may take.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use futures_util::{StreamExt as _, stream};
use http_body_util::BodyExt as _;
use orion_contracts::problem::ProblemCode;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::support::{Plan, RawService, Service, ask, soon};

const SHORT: Duration = Duration::from_millis(100);

/// Keeps the connection, and says nothing.
async fn silent(_: usize, stream: TcpStream) -> TcpStream {
    std::future::pending::<()>().await;
    stream
}

#[tokio::test]
async fn a_service_that_is_silent_is_given_up_and_not_asked_again() {
    let service = RawService::behaving(silent).await;
    let mut plan = Plan::at(service.address);
    plan.gateway.times.first_byte = SHORT;
    let gateway = plan.start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    answer.refused(ProblemCode::Unavailable);
    let detail = answer.problem().detail.unwrap();
    assert_eq!(detail, "the service `user` did not answer in time");
    assert_eq!(service.count(), 1);
}

#[tokio::test]
async fn a_service_that_nobody_can_connect_to_is_given_up() {
    // The queue of connections that nobody takes is full: the next one is kept waiting.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = tokio::time::timeout(SHORT, TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
    }
    let mut plan = Plan::at(address);
    plan.gateway.times.connect = SHORT;
    let gateway = plan.start().await;
    let answer = gateway.ask("POST", "/v1/notifications/read").send().await;
    answer.refused(ProblemCode::Unavailable);
    let detail = answer.problem().detail.unwrap();
    assert_eq!(detail, "the service `notifications` cannot be reached");
}

#[tokio::test]
async fn a_service_that_does_not_run_is_said_to_be_unavailable() {
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let gateway = Plan::at(nobody.local_addr().unwrap()).start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    answer.refused(ProblemCode::Unavailable);
    assert!(!answer.text().contains("127.0.0.1"), "{}", answer.text());
}

#[tokio::test]
async fn an_answer_that_does_not_end_is_cut_off() {
    let service = RawService::behaving(async |_, mut stream: TcpStream| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
        stream.write_all(head).await.unwrap();
        std::future::pending().await
    })
    .await;
    let mut plan = Plan::at(service.address);
    plan.gateway.times.whole = SHORT;
    let gateway = plan.start().await;
    let answer = gateway.ask("GET", "/v1/users/me").begin().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(soon(answer.into_body().collect()).await.is_err());
}

#[tokio::test]
async fn an_answer_of_unknown_length_that_does_not_end_is_no_whole_one() {
    let service = RawService::behaving(async |_, mut stream: TcpStream| {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";
        stream.write_all(head).await.unwrap();
        std::future::pending().await
    })
    .await;
    let mut plan = Plan::at(service.address);
    plan.gateway.times.whole = SHORT;
    let gateway = plan.start().await;
    let answer = gateway.ask("GET", "/v1/users/me").begin().await.unwrap();
    assert!(soon(answer.into_body().collect()).await.is_err());
}

/// The clock stands still here, and jumps whenever all that is left to do is wait.
#[tokio::test(start_paused = true)]
async fn a_slow_client_is_not_the_services_fault() {
    let service = Service::answering(async |_, heard| heard.body.unwrap().into_response()).await;
    let mut plan = Plan::at(service.address);
    plan.gateway.times.first_byte = SHORT;
    plan.gateway.breaker.failures = 1;
    let gateway = plan.start().await;
    let slowly = stream::iter(0..5).then(async |_| {
        tokio::time::sleep(SHORT * 2).await;
        Ok::<_, std::io::Error>("x")
    });
    let answer = gateway
        .ask("POST", "/v1/notifications/read")
        .body(Body::from_stream(slowly))
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text(), "xxxxx");
}

#[tokio::test]
async fn a_client_that_never_ends_its_body_is_cut_off() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.service.request = SHORT;
    let gateway = plan.start().await;
    let mut stream = TcpStream::connect(gateway.address).await.unwrap();
    stream
        .write_all(b"POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        .await
        .unwrap();
    let mut answer = Vec::new();
    soon(stream.read_to_end(&mut answer)).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains(r#""code":"unavailable""#), "{answer}");
}

/// The clock stands still here, and jumps whenever all that is left to do is wait.
#[tokio::test(start_paused = true)]
async fn a_head_that_trickles_in_is_cut_off() {
    let service = Service::well().await;
    let gateway = Plan::at(service.address).start().await;
    let mut stream = TcpStream::connect(gateway.address).await.unwrap();
    let begun = Instant::now();
    stream
        .write_all(b"GET /v1/users/me HTTP/1.1\r\nHost: a\r\nX: ")
        .await
        .unwrap();
    loop {
        // A connection that is closed is one that cannot be read from any more, or not written to.
        let heard = tokio::time::timeout(Duration::from_secs(5), stream.read_u8()).await;
        if heard.is_ok_and(|byte| byte.is_err()) || stream.write_all(b"x").await.is_err() {
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_mins(5),
            "it goes on and on"
        );
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn a_request_that_takes_too_long_in_all_is_refused() {
    let service = RawService::behaving(silent).await;
    let mut plan = Plan::at(service.address);
    plan.service.request = SHORT;
    let gateway = plan.start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    answer.refused(ProblemCode::Unavailable);
}

#[tokio::test]
async fn a_client_that_leaves_takes_its_request_along() {
    let left = Arc::new(Notify::new());
    let seen = Arc::clone(&left);
    let service = RawService::behaving(move |_, mut stream| {
        let seen = Arc::clone(&seen);
        async move {
            // The end of what is read is the gateway closing the connection.
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
            seen.notify_one();
            stream
        }
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let asked = gateway.ask("GET", "/v1/users/me").begin();
    tokio::select! {
        _ = asked => panic!("nobody answers"),
        () = async { while service.count() == 0 { tokio::task::yield_now().await } } => {}
    }
    soon(left.notified()).await;
}

#[tokio::test]
async fn a_request_under_way_is_answered_when_the_gateway_stops() {
    let (come, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (coming, going) = (Arc::clone(&come), Arc::clone(&go));
    let service = Service::answering(move |_, _| {
        let (coming, going) = (Arc::clone(&coming), Arc::clone(&going));
        async move {
            coming.notify_one();
            going.notified().await;
            Json(json!({"late": true})).into_response()
        }
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let address = gateway.address;
    let asked = tokio::spawn(ask(address, "GET", "/.well-known/jwks.json").send());
    soon(come.notified()).await;
    let stopped = tokio::spawn(gateway.stop());
    // Nobody is let in any more once it is stopping.
    soon(async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    go.notify_one();
    let answer = soon(asked).await.unwrap();
    assert_eq!(answer.text(), r#"{"late":true}"#);
    soon(stopped).await.unwrap();
}
