//! Who may pass: nothing is passed on for whoever does not show what the operation asks for.

use axum::http::StatusCode;
use orion_contracts::auth::v1::Role;
use orion_contracts::problem::ProblemCode;

use crate::support::{Gateway, Service, ask};

#[tokio::test]
async fn without_a_token_nothing_is_passed_on() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for (method, path) in [
        ("GET", "/v1/users"),
        ("GET", "/v1/users/me"),
        ("DELETE", "/v1/users/1"),
        ("POST", "/v1/notifications/read"),
        ("GET", "/v1/notifications/stream"),
        ("GET", "/v1/platform/health"),
        ("POST", "/v1/auth/introspect"),
    ] {
        let answer = ask(gateway.address, method, path).send().await;
        answer.refused(ProblemCode::Unauthenticated);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_none() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let another = Gateway::before(&service).await;
    let good = gateway.bearer(1, &[Role::User]);
    let (head, _) = good.rsplit_once('.').unwrap();
    for authorization in [
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Basic dXNlcjpwYXNz",
        &good.replace("Bearer ", ""),
        &format!("{head}."),
        &format!("{head}.AAAA"),
        &another.bearer(1, &[Role::User, Role::Admin]),
    ] {
        let answer = ask(gateway.address, "GET", "/v1/users/me")
            .header("authorization", authorization)
            .send()
            .await;
        answer.refused(ProblemCode::Unauthenticated);
        assert!(
            answer
                .header("www-authenticate")
                .unwrap()
                .starts_with("Bearer"),
            "{authorization}"
        );
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn what_is_for_admins_is_passed_on_for_admins_only() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for path in ["/v1/users", "/v1/platform/health"] {
        let answer = gateway.ask("GET", path).send().await;
        answer.refused(ProblemCode::Forbidden);
    }
    assert_eq!(service.count(), 0);
    let answer = gateway.ask_as_admin("GET", "/v1/users").send().await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_goes_on_to_the_service_which_asks_again() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let bearer = gateway.bearer(7, &[Role::User]);
    let asked = ask(gateway.address, "GET", "/v1/users/me").header("authorization", &bearer);
    assert_eq!(asked.send().await.status, StatusCode::OK);
    assert_eq!(service.only().header("authorization"), Some(&*bearer));
}

#[tokio::test]
async fn what_is_for_everybody_needs_no_token() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for (method, path) in [
        ("POST", "/v1/auth/login"),
        ("POST", "/v1/auth/register"),
        ("GET", "/.well-known/jwks.json"),
    ] {
        let answer = ask(gateway.address, method, path).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    assert_eq!(service.count(), 3);
}
