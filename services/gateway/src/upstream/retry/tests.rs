//! What is sent again where nothing was sent, which no service can count.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request};
use http_body::Body as _;
use tokio::net::TcpSocket;
use tower::retry::Policy as _;

use super::super::{Failure, client};
use super::{MOST, Outgoing, Retries};

/// What becomes of a request to an address where nobody listens.
async fn unreached() -> Failure {
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let mut request = Request::new(Outgoing::EMPTY);
    let url = format!("http://{}/", nobody.local_addr().unwrap());
    *request.uri_mut() = url.parse().unwrap();
    let asked = client(Duration::from_secs(5)).request(request).await;
    let error = asked.unwrap_err();
    assert!(error.is_connect());
    Failure::Unreached(error)
}

fn post(body: &'static str) -> Request<Outgoing> {
    let mut request = Request::new(Outgoing::new(Body::from(body)));
    *request.method_mut() = Method::POST;
    request
}

#[tokio::test]
async fn whatever_was_not_sent_is_sent_again() {
    let mut policy = Retries::new().policy();
    let mut request = post("a body");
    for _ in 0..MOST {
        let mut result = Err(unreached().await);
        assert!(policy.retry(&mut request, &mut result).is_some());
    }
    let mut result = Err(unreached().await);
    assert!(policy.retry(&mut request, &mut result).is_none(), "enough");
}

#[tokio::test]
async fn a_body_that_has_left_is_not_there_any_more() {
    let mut policy = Retries::new().policy();
    let mut request = post("a body");
    let mut copy = policy.clone_request(&request).unwrap();
    let mut context = Context::from_waker(Waker::noop());
    let polled = Pin::new(copy.body_mut()).poll_frame(&mut context);
    assert!(matches!(polled, Poll::Ready(Some(Ok(_)))));
    let mut result = Err(unreached().await);
    assert!(policy.retry(&mut request, &mut result).is_none());
}

#[tokio::test]
async fn what_is_late_or_the_clients_fault_is_not_sent_again() {
    let mut policy = Retries::new().policy();
    let mut request = Request::new(Outgoing::EMPTY);
    for failure in [
        Failure::Late(Duration::ZERO),
        Failure::Open(Duration::ZERO),
        Failure::Body(super::super::outgoing::BodyFault::Broken),
    ] {
        assert!(policy.retry(&mut request, &mut Err(failure)).is_none());
    }
}
