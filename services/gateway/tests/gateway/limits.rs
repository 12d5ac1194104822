//! How much one client may ask.

use axum::http::StatusCode;
use orion_contracts::problem::ProblemCode;
use orion_gateway::Rate;

use crate::support::{Plan, Service, ask};

/// Two at once, and one more a second: none of the tests takes as long.
const TWO: Rate = Rate::new(1, 2);

#[tokio::test]
async fn an_address_that_asks_too_much_is_told_when_to_ask_again() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.limits.address = TWO;
    let gateway = plan.start().await;
    for number in [1, 2] {
        let answer = gateway.ask_as(number, "GET", "/v1/users/me").send().await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = gateway.ask_as(3, "GET", "/v1/users/me").send().await;
    answer.refused(ProblemCode::TooManyRequests);
    assert_eq!(answer.header("retry-after"), Some("1"));
    // Whatever it asks for, and whoever it says it is.
    for path in [
        "/v1/nothing",
        "/docs/",
        "/openapi.json",
        "/.well-known/jwks.json",
    ] {
        let answer = ask(gateway.address, "GET", path)
            .header("x-forwarded-for", "203.0.113.1")
            .send()
            .await;
        answer.refused(ProblemCode::TooManyRequests);
    }
    assert_eq!(service.count(), 2);
    let answer = ask(gateway.address, "GET", "/health/live").send().await;
    assert_eq!(answer.status, StatusCode::OK, "health is not counted");
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_address_has_its_own() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.limits.address = TWO;
    plan.gateway.proxies = "127.0.0.1".parse().unwrap();
    let gateway = plan.start().await;
    let ask_from = |address: &'static str| {
        ask(gateway.address, "GET", "/.well-known/jwks.json")
            .header("x-forwarded-for", address)
            .send()
    };
    for address in ["203.0.113.1", "203.0.113.2", "2001:db8::1"] {
        for _ in 0..2 {
            assert_eq!(ask_from(address).await.status, StatusCode::OK);
        }
        ask_from(address)
            .await
            .refused(ProblemCode::TooManyRequests);
    }
    ask_from("2001:db8::ffff")
        .await
        .refused(ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn a_user_has_so_much_wherever_they_ask_from() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.limits.user = TWO;
    let gateway = plan.start().await;
    for path in ["/v1/users/me", "/v1/notifications"] {
        let answer = gateway.ask_as(1, "GET", path).send().await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = gateway.ask_as(1, "GET", "/v1/users/me").send().await;
    answer.refused(ProblemCode::TooManyRequests);
    assert_eq!(answer.header("retry-after"), Some("1"));
    let answer = gateway.ask_as(2, "GET", "/v1/users/me").send().await;
    assert_eq!(answer.status, StatusCode::OK, "another user has their own");
    assert_eq!(service.count(), 3);
}
