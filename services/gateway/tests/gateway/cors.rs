//! Pages in browsers.

use axum::http::StatusCode;
use orion_contracts::problem::ProblemCode;

use crate::support::{Answer, Ask, Gateway, Plan, Service, ask};

const OURS: &str = "https://console.example";

async fn gateway(service: &Service) -> Gateway {
    let mut plan = Plan::at(service.address);
    plan.gateway.origins = format!("{OURS}, http://localhost:3000").parse().unwrap();
    plan.start().await
}

fn preflight(gateway: &Gateway, origin: &str) -> Ask {
    ask(gateway.address, "OPTIONS", "/v1/users/1")
        .header("origin", origin)
        .header("access-control-request-method", "PATCH")
        .header("access-control-request-headers", "authorization,if-match")
}

fn allowed(answer: &Answer) -> Option<&str> {
    answer.header("access-control-allow-origin")
}

#[tokio::test]
async fn a_page_of_ours_is_told_what_it_may_ask() {
    let service = Service::well().await;
    let gateway = gateway(&service).await;
    let answer = preflight(&gateway, OURS).send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(allowed(&answer), Some(OURS));
    let lists = |name: &str, value: &str| {
        let list = answer.header(name).unwrap().to_ascii_lowercase();
        assert!(list.split(',').any(|item| item.trim() == value), "{list}");
    };
    for method in ["get", "post", "patch", "delete"] {
        lists("access-control-allow-methods", method);
    }
    for header in ["authorization", "content-type", "if-match"] {
        lists("access-control-allow-headers", header);
    }
    assert_eq!(answer.header("access-control-max-age"), Some("600"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(service.count(), 0, "no service is asked for that");
}

#[tokio::test]
async fn another_page_is_told_nothing() {
    let service = Service::well().await;
    let gateway = gateway(&service).await;
    for origin in [
        "https://evil.example",
        "null",
        "https://console.example.evil.example",
    ] {
        let answer = preflight(&gateway, origin).send().await;
        assert_eq!(allowed(&answer), None, "{origin}");
        let asked = gateway.ask("GET", "/v1/users/me");
        let answer = asked.header("origin", origin).send().await;
        assert_eq!(allowed(&answer), None, "{origin}");
    }
}

#[tokio::test]
async fn a_page_of_ours_sees_the_answer_and_what_goes_with_it() {
    let service = Service::well().await;
    let gateway = gateway(&service).await;
    let asked = gateway.ask("GET", "/v1/users/me");
    let answer = asked.header("origin", OURS).send().await;
    assert_eq!(allowed(&answer), Some(OURS));
    let seen = answer.header("access-control-expose-headers").unwrap();
    assert!(seen.contains("etag"), "{seen}");
    let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
    assert!(format!("{vary:?}").contains("origin"), "{vary:?}");

    // Also where the gateway refuses by itself.
    let refused = ask(gateway.address, "GET", "/v1/users/me").header("origin", OURS);
    let answer = refused.send().await;
    answer.refused(ProblemCode::Unauthenticated);
    assert_eq!(allowed(&answer), Some(OURS));
}

#[tokio::test]
async fn where_no_origin_is_ours_nobody_is_told_anything() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let asked = gateway.ask("GET", "/v1/users/me");
    let answer = asked.header("origin", OURS).send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(allowed(&answer), None);
}

#[tokio::test]
async fn options_that_is_no_preflight_is_a_method_like_another() {
    let service = Service::well().await;
    let gateway = gateway(&service).await;
    let answer = ask(gateway.address, "OPTIONS", "/v1/users/1").send().await;
    answer.refused(ProblemCode::MethodNotAllowed);
}
