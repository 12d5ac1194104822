//! Which requests go where, and which go nowhere.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use orion_contracts::api::Api;
use orion_contracts::problem::ProblemCode;
use orion_contracts::{auth, notification, user};

use crate::support::{Gateway, Plan, Service, ask};

const APIS: [Api; 3] = [auth::v1::API, user::v1::API, notification::v1::API];

#[tokio::test]
async fn every_operation_goes_to_its_service_as_it_was_asked() {
    let services = [
        Service::well().await,
        Service::well().await,
        Service::well().await,
    ];
    let addresses = [0, 1, 2].map(|index: usize| services[index].address);
    let gateway = Plan::at_each(addresses).start().await;
    for (api, service) in APIS.iter().zip(&services) {
        for operation in api.operations {
            let path = operation.path.replace("{id}", "a%2Fb");
            let target = format!("{path}?q=a%20b&q=%3D&x");
            let method = operation.method.as_str();
            let answer = gateway.ask_as_admin(method, &target).send().await;
            assert_eq!(answer.status, StatusCode::OK, "{method} {target}");
            assert_eq!(answer.text(), r#"{"well":true}"#);
            let heard = service.heard().pop().unwrap();
            assert_eq!((heard.method.as_str(), heard.target), (method, target));
        }
        assert_eq!(service.count(), api.operations.len());
    }
}

#[tokio::test]
async fn what_no_contract_offers_is_not_found_and_touches_no_service() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for path in [
        "/",
        "/v1",
        "/v1/users/",
        "/v1//users",
        "//v1/users",
        "/v1/users/a/b",
        "/v1/USERS",
        "/v2/users",
        "/v1/users%2Fme",
        "/v1/notifications/../users",
        "/%2e%2e/v1/users",
        "/metrics",
        "/docs/../v1/users",
        "/docs/none.js",
    ] {
        let answer = gateway.ask_as_admin("GET", path).send().await;
        answer.refused(ProblemCode::NotFound);
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn another_method_is_named_with_those_there_are() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway.ask_as_admin("PUT", "/v1/users/me").send().await;
    answer.refused(ProblemCode::MethodNotAllowed);
    assert_eq!(answer.header("allow"), Some("GET,HEAD"));
    for method in ["OPTIONS", "TRACE", "BREW"] {
        let answer = gateway.ask_as_admin(method, "/v1/auth/login").send().await;
        answer.refused(ProblemCode::MethodNotAllowed);
        assert_eq!(answer.header("allow"), Some("POST"));
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn the_head_of_what_can_be_got_can_be_asked_for() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway.ask("HEAD", "/v1/users/me").send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-length"), Some("13"));
    assert!(answer.body.is_empty());
    assert_eq!(service.only().method, "HEAD");
}

#[tokio::test]
async fn whatever_a_service_answers_comes_back() {
    let service = Service::answering(async |_, heard| {
        let status: u16 = heard.header("x-status").unwrap().parse().unwrap();
        let status = StatusCode::from_u16(status).unwrap();
        (status, [("x-said", "so")], heard.body.unwrap()).into_response()
    })
    .await;
    let gateway = Gateway::before(&service).await;
    for status in [200, 201, 202, 302, 400, 404, 409, 412, 418, 500, 502] {
        let answer = ask(gateway.address, "POST", "/v1/auth/login")
            .header("x-status", status.to_string())
            .body("a body")
            .send()
            .await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("x-said"), Some("so"));
        assert_eq!(answer.text(), "a body");
    }
}

#[tokio::test]
async fn the_gateway_is_healthy_by_itself() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for path in ["/health/live", "/health/ready"] {
        let answer = ask(gateway.address, "GET", path).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    assert_eq!(service.count(), 0);
}
