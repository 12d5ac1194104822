//! A service that fails is left alone, and found out about after a while; the clock is the test's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use orion_contracts::problem::ProblemCode;
use tokio::sync::Notify;

use crate::support::{Gateway, Plan, Service, soon};

/// A gateway whose breakers open at the third failure of the last six.
async fn sensitive(mut plan: Plan) -> Gateway {
    plan.gateway.breaker.memory = 6;
    plan.gateway.breaker.failures = 3;
    plan.start().await
}

/// A service whose failing can be switched off.
async fn failing(status: u16) -> (Service, Arc<AtomicBool>) {
    let fails = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&fails);
    let service = Service::answering(move |_, _| {
        let answer = if switch.load(Ordering::SeqCst) {
            StatusCode::from_u16(status).unwrap().into_response()
        } else {
            "well".into_response()
        };
        std::future::ready(answer)
    })
    .await;
    (service, fails)
}

/// Asks for something that is not sent again.
async fn post(gateway: &Gateway) -> crate::support::Answer {
    gateway.ask("POST", "/v1/notifications/read").send().await
}

#[tokio::test]
async fn it_opens_and_says_when_to_ask_again() {
    let (service, _) = failing(502).await;
    let gateway = sensitive(Plan::at(service.address)).await;
    for _ in 0..3 {
        assert_eq!(post(&gateway).await.status, StatusCode::BAD_GATEWAY);
    }
    let answer = post(&gateway).await;
    answer.refused(ProblemCode::Unavailable);
    assert_eq!(answer.header("retry-after"), Some("5"));
    gateway.clock.pass(2);
    let answer = post(&gateway).await;
    assert_eq!(answer.header("retry-after"), Some("3"));
    assert_eq!(service.count(), 3, "it is left alone");
}

#[tokio::test]
async fn one_service_does_not_close_the_door_to_another() {
    let (broken, _) = failing(502).await;
    let well = Service::well().await;
    let plan = Plan::at_each([well.address, well.address, broken.address]);
    let gateway = sensitive(plan).await;
    for _ in 0..4 {
        post(&gateway).await;
    }
    assert_eq!(broken.count(), 3);
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn after_a_while_one_request_finds_out_for_all() {
    let (come, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (coming, going) = (Arc::clone(&come), Arc::clone(&go));
    let service = Service::answering(move |number, _| {
        let (coming, going) = (Arc::clone(&coming), Arc::clone(&going));
        async move {
            if number < 3 {
                return StatusCode::BAD_GATEWAY.into_response();
            }
            coming.notify_one();
            going.notified().await;
            "well".into_response()
        }
    })
    .await;
    let gateway = Arc::new(sensitive(Plan::at(service.address)).await);
    for _ in 0..3 {
        post(&gateway).await;
    }
    gateway.clock.pass(5);
    let asking = Arc::clone(&gateway);
    let probe = tokio::spawn(async move { post(&asking).await });
    soon(come.notified()).await;
    post(&gateway).await.refused(ProblemCode::Unavailable);
    assert_eq!(service.count(), 4, "only one finds out");

    go.notify_one();
    assert_eq!(soon(probe).await.unwrap().text(), "well");
    go.notify_one();
    assert_eq!(post(&gateway).await.text(), "well");
}

#[tokio::test]
async fn a_service_that_still_fails_is_left_alone_for_as_long_again() {
    let (service, fails) = failing(503).await;
    let gateway = sensitive(Plan::at(service.address)).await;
    for _ in 0..3 {
        post(&gateway).await;
    }
    gateway.clock.pass(5);
    post(&gateway).await;
    assert_eq!(service.count(), 4);
    gateway.clock.pass(4);
    assert_eq!(post(&gateway).await.header("retry-after"), Some("1"));
    assert_eq!(service.count(), 4);

    fails.store(false, Ordering::SeqCst);
    gateway.clock.pass(1);
    for _ in 0..5 {
        assert_eq!(post(&gateway).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn it_opens_for_retries_too() {
    let (service, _) = failing(503).await;
    let gateway = sensitive(Plan::at(service.address)).await;
    let answer = gateway.ask("GET", "/v1/notifications").send().await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.count(), 3);
    let answer = gateway.ask("GET", "/v1/notifications").send().await;
    answer.refused(ProblemCode::Unavailable);
    assert_eq!(service.count(), 3);
}

#[tokio::test]
async fn nobody_is_shut_out_by_one_request_that_fails() {
    let (service, _) = failing(500).await;
    let gateway = sensitive(Plan::at(service.address)).await;
    for _ in 0..8 {
        assert_eq!(post(&gateway).await.status, 500);
    }
    assert_eq!(service.count(), 8);
}
