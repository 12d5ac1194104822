//! How the services are, as the gateway tells an admin.

use axum::Json;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use orion_contracts::gateway::v1::{PlatformHealth, ServiceStatus};
use serde_json::json;
use tokio::net::TcpSocket;

use crate::support::{Gateway, Plan, Service};

async fn health(gateway: &Gateway) -> PlatformHealth {
    let asked = gateway.ask_as_admin("GET", "/v1/platform/health");
    let answer = asked.send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn each_service_is_asked_for_itself() {
    let well = Service::well().await;
    let unwell = Service::answering(async |_, heard| {
        assert_eq!(heard.target, "/health/ready");
        let report = json!({"status": "ready", "checks": {"bus": "failed", "database": "ok"}});
        (StatusCode::SERVICE_UNAVAILABLE, Json(report)).into_response()
    })
    .await;
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let nowhere = nobody.local_addr().unwrap();
    let plan = Plan::at_each([well.address, unwell.address, nowhere]);
    let gateway = plan.start().await;

    let health = health(&gateway).await;
    let told: Vec<_> = health
        .services
        .iter()
        .map(|service| (&*service.name, service.status, service.detail.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("auth", ServiceStatus::Ready, None),
            ("user", ServiceStatus::NotReady, Some("`bus` failed")),
            ("notifications", ServiceStatus::Unreachable, None),
        ]
    );
    assert_eq!(well.only().target, "/health/ready");
    assert!(well.only().header("x-request-id").is_some());
}

#[tokio::test]
async fn a_service_that_is_left_alone_is_said_to_be() {
    let service = Service::answering(async |_, heard| {
        if heard.target == "/health/ready" {
            StatusCode::OK.into_response()
        } else {
            StatusCode::BAD_GATEWAY.into_response()
        }
    })
    .await;
    let mut plan = Plan::at(service.address);
    plan.gateway.breaker.failures = 1;
    let gateway = plan.start().await;
    gateway.ask("GET", "/v1/users/me").send().await;
    let health = health(&gateway).await;
    let details: Vec<_> = health
        .services
        .iter()
        .map(|service| (service.status, service.detail.as_deref()))
        .collect();
    let alone = "it failed too often, and the gateway leaves it alone for now";
    assert_eq!(
        details,
        [
            (ServiceStatus::Ready, None),
            (ServiceStatus::Ready, Some(alone)),
            (ServiceStatus::Ready, None),
        ]
    );
}
