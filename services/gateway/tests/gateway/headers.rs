//! Which headers go which way.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::support::{Gateway, Heard, Plan, Service, converse};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

async fn heard_with(headers: &[(&str, &str)]) -> Heard {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let mut asked = gateway.ask("GET", "/v1/users/me");
    for (name, value) in headers {
        asked = asked.header(name, value);
    }
    assert_eq!(asked.send().await.status, StatusCode::OK);
    service.only()
}

#[tokio::test]
async fn what_belongs_to_a_connection_ends_at_the_gateway() {
    let heard = heard_with(&[
        ("connection", "keep-alive, X-Secret"),
        ("x-secret", "for the gateway only"),
        ("keep-alive", "timeout=5"),
        ("proxy-connection", "keep-alive"),
        ("proxy-authorization", "Basic a"),
        ("te", "trailers"),
        ("upgrade", "h2c"),
        ("http2-settings", "AAMAAABkAAQAAP__"),
        ("expect", "100-continue"),
        ("accept", "application/json"),
    ])
    .await;
    for name in [
        "connection",
        "x-secret",
        "keep-alive",
        "proxy-connection",
        "proxy-authorization",
        "te",
        "upgrade",
        "expect",
    ] {
        assert_eq!(heard.header(name), None, "{name}");
    }
    assert_eq!(heard.header("accept"), Some("application/json"));
    assert_eq!(heard.header("via"), Some("1.1 orion-gateway"));
}

#[tokio::test]
async fn nobody_says_of_themselves_who_or_where_they_are() {
    let heard = heard_with(&[
        ("x-forwarded-for", "203.0.113.1"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-prefix", "/admin"),
        ("forwarded", "for=203.0.113.1"),
        ("x-real-ip", "203.0.113.1"),
        ("x-user-id", "1"),
        ("x-orion-roles", "admin"),
        ("x_forwarded_for", "203.0.113.1"),
        ("x-original-url", "/v1/users"),
        ("x-http-method-override", "DELETE"),
    ])
    .await;
    assert_eq!(heard.header("x-forwarded-for"), Some("127.0.0.1"));
    assert_eq!(heard.header("x-forwarded-host"), Some("gateway.example"));
    assert_eq!(heard.header("x-forwarded-proto"), Some("http"));
    for name in [
        "x-forwarded-prefix",
        "forwarded",
        "x-real-ip",
        "x-user-id",
        "x-orion-roles",
        "x_forwarded_for",
        "x-original-url",
        "x-http-method-override",
    ] {
        assert_eq!(heard.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn a_header_that_connection_names_is_not_the_gateways_own() {
    let heard = heard_with(&[(
        "connection",
        "x-forwarded-for, x-request-id, traceparent, via, host",
    )])
    .await;
    assert_eq!(heard.header("x-forwarded-for"), Some("127.0.0.1"));
    assert!(heard.header("x-request-id").is_some());
    assert!(heard.header("traceparent").is_some());
    assert!(heard.header("host").is_some());
}

#[tokio::test]
async fn a_proxy_that_is_trusted_says_who_asks() {
    let service = Service::well().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.proxies = "127.0.0.0/8".parse().unwrap();
    let gateway = plan.start().await;
    gateway
        .ask("GET", "/v1/users/me")
        .header("x-forwarded-for", "1.2.3.4, 203.0.113.9")
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-host", "platform.example")
        .send()
        .await;
    let heard = service.only();
    assert_eq!(heard.header("x-forwarded-for"), Some("203.0.113.9"));
    assert_eq!(heard.header("x-forwarded-proto"), Some("https"));
    assert_eq!(heard.header("x-forwarded-host"), Some("platform.example"));
}

#[tokio::test]
async fn the_request_and_its_trace_keep_their_names() {
    let parent = format!("00-{TRACE}-00f067aa0ba902b7-01");
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway
        .ask("GET", "/v1/users/me")
        .header("x-request-id", "mine-1")
        .header("traceparent", &parent)
        .header("tracestate", "a=b")
        .send()
        .await;
    assert_eq!(answer.headers.get_all("x-request-id").iter().count(), 1);
    assert_eq!(answer.header("x-request-id"), Some("mine-1"));
    let heard = service.only();
    assert_eq!(heard.header("x-request-id"), Some("mine-1"));
    assert_eq!(heard.header("tracestate"), Some("a=b"));
    let passed_on = heard.header("traceparent").unwrap();
    assert_eq!(passed_on.split('-').nth(1), Some(TRACE));
    assert_ne!(passed_on, parent, "the gateway is a step of its own");
}

#[tokio::test]
async fn names_that_are_not_sound_are_replaced() {
    let heard = heard_with(&[
        ("x-request-id", "not one"),
        ("traceparent", "00-zz"),
        ("tracestate", "a=b"),
    ])
    .await;
    assert_ne!(heard.header("x-request-id"), Some("not one"));
    assert!(heard.header("traceparent").unwrap().starts_with("00-"));
    assert_eq!(heard.header("tracestate"), None);
}

#[tokio::test]
async fn an_answer_keeps_what_is_its_own_only() {
    let service = Service::answering(async |_, _| {
        let headers = [
            ("connection", "x-internal"),
            ("x-internal", "for the gateway only"),
            ("keep-alive", "timeout=5"),
            ("proxy-authenticate", "Basic"),
            ("upgrade", "h2c"),
            ("etag", "\"3\""),
            ("set-cookie", "a=1"),
            ("x-request-id", "the service's own"),
        ];
        (headers, "{}").into_response()
    })
    .await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway
        .ask("GET", "/v1/users/me")
        .header("x-request-id", "mine-2")
        .send()
        .await;
    for name in [
        "connection",
        "x-internal",
        "keep-alive",
        "proxy-authenticate",
        "upgrade",
    ] {
        assert_eq!(answer.header(name), None, "{name}");
    }
    assert_eq!(answer.header("etag"), Some("\"3\""));
    assert_eq!(answer.header("set-cookie"), Some("a=1"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.headers.get_all("x-request-id").iter().count(), 1);
    assert_eq!(answer.header("x-request-id"), Some("mine-2"));
}

#[tokio::test]
async fn the_host_of_an_absolute_target_counts_before_the_header() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = converse(
        gateway.address,
        b"GET http://target.example/.well-known/jwks.json HTTP/1.1\r\nHost: header.example\r\n\
          Connection: close\r\n\r\n",
    )
    .await;
    assert_eq!(answer.statuses(), [200]);
    let heard = service.only();
    assert_eq!(heard.target, "/.well-known/jwks.json");
    assert_eq!(heard.header("x-forwarded-host"), Some("target.example"));
}
