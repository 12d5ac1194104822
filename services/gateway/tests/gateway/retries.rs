//! What is sent again, counted where it arrives.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use orion_contracts::problem::ProblemCode;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::support::{Plan, RawService, Service};

fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Unavailable that often, and well after.
async fn recovering(after: usize) -> Service {
    Service::answering(move |number, _| async move {
        if number < after {
            unavailable()
        } else {
            "well".into_response()
        }
    })
    .await
}

/// Closes the first connections without a word, and answers after.
async fn dropping(first: usize) -> RawService {
    RawService::behaving(move |number, mut stream| async move {
        if number < first {
            stream.shutdown().await.unwrap();
        } else {
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";
            stream.write_all(answer).await.unwrap();
        }
        stream
    })
    .await
}

#[tokio::test]
async fn what_is_safe_is_sent_twice_more() {
    let service = recovering(2).await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "well"));
    let heard = service.heard();
    assert_eq!(heard.len(), 3);
    for again in &heard {
        assert_eq!(again.target, "/v1/users/me");
        assert_eq!(again.headers, heard[0].headers);
    }
}

#[tokio::test]
async fn nothing_is_sent_more_often_than_that() {
    let service = recovering(9).await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("DELETE", "/v1/users/1").send().await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.count(), 3);
}

#[tokio::test]
async fn what_could_be_done_twice_is_sent_once() {
    for (method, path) in [("POST", "/v1/notifications/read"), ("PATCH", "/v1/users/1")] {
        let service = recovering(1).await;
        let gateway = Plan::at(service.address).start().await;
        let answer = gateway.ask(method, path).body("{}").send().await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(service.count(), 1, "{method}");

        let service = dropping(1).await;
        let gateway = Plan::at(service.address).start().await;
        let answer = gateway.ask(method, path).body("{}").send().await;
        answer.refused(ProblemCode::Unavailable);
        assert_eq!(service.count(), 1, "{method}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_an_answer_is_no_answer() {
    let service = dropping(2).await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    assert_eq!(answer.text(), "well");
    assert_eq!(service.count(), 3);
}

#[tokio::test]
async fn a_body_that_was_passed_on_is_not_there_to_be_sent_again() {
    let service = recovering(1).await;
    let gateway = Plan::at(service.address).start().await;
    let asked = gateway.ask("DELETE", "/v1/users/1").body("a body");
    assert_eq!(asked.send().await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.count(), 1);
}

#[tokio::test]
async fn an_answer_that_has_begun_is_not_asked_for_again() {
    let service = RawService::behaving(async |_, mut stream: TcpStream| {
        let half = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
        stream.write_all(half).await.unwrap();
        stream.shutdown().await.unwrap();
        stream
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("GET", "/v1/users/me").begin().await.unwrap();
    let body = http_body_util::BodyExt::collect(answer.into_body()).await;
    assert!(body.is_err(), "half an answer is none");
    assert_eq!(service.count(), 1);
}

#[tokio::test]
async fn a_service_that_names_a_time_is_left_alone_until_then() {
    let service = Service::answering(async |_, _| {
        (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "30")]).into_response()
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    assert_eq!(answer.header("retry-after"), Some("30"));
    assert_eq!(service.count(), 1);
}

#[tokio::test]
async fn other_failures_are_answers() {
    for status in [500, 502, 504, 429] {
        let service = Service::answering(move |_, _| async move {
            StatusCode::from_u16(status).unwrap().into_response()
        })
        .await;
        let gateway = Plan::at(service.address).start().await;
        let answer = gateway.ask("GET", "/v1/users/me").send().await;
        assert_eq!(answer.status, status);
        assert_eq!(service.count(), 1);
    }
}

#[tokio::test]
async fn a_service_that_is_down_is_not_asked_three_times_as_much() {
    let service = recovering(usize::MAX).await;
    let gateway = Plan::at(service.address).start().await;
    for _ in 0..30 {
        gateway.ask("GET", "/v1/users/me").send().await;
    }
    let again = service.count() - 30;
    assert!((2..=20).contains(&again), "{again} of 60 were sent again");
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let service = RawService::behaving(async |_, mut stream: TcpStream| {
        stream.write_all(b"SSH-2.0-OpenSSH\r\n").await.unwrap();
        stream.shutdown().await.unwrap();
        stream
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let answer = gateway.ask("POST", "/v1/notifications/read").send().await;
    answer.refused(ProblemCode::Unavailable);
}
