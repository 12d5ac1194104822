//! What the gateway says of itself.

use axum::http::StatusCode;
use orion_contracts::{api, auth, gateway, notification, user};
use serde_json::Value;

use crate::support::{Gateway, Service, ask};

async fn gateway() -> Gateway {
    Gateway::before(&Service::well().await).await
}

#[tokio::test]
async fn one_document_holds_every_operation() {
    let gateway = gateway().await;
    let answer = ask(gateway.address, "GET", "/openapi.json").send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let document: Value = serde_json::from_slice(&answer.body).unwrap();
    let apis = [
        auth::v1::API,
        user::v1::API,
        notification::v1::API,
        gateway::v1::API,
    ];
    assert_eq!(document, api::aggregate(&apis));
    for operation in apis.iter().flat_map(|api| api.operations) {
        let method = operation.method.as_str().to_ascii_lowercase();
        let described = &document["paths"][operation.path][method];
        assert_eq!(described["operationId"], operation.id);
    }
}

#[tokio::test]
async fn the_page_brings_everything_along() {
    let gateway = gateway().await;
    let page = ask(gateway.address, "GET", "/docs/").send().await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), Some("text/html"));
    let mut files: Vec<&str> = ["src=\"", "href=\""]
        .iter()
        .flat_map(|attribute| page.text().split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    files.sort_unstable();
    files.dedup();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let path = format!("/docs/{}", file.trim_start_matches("./"));
        let answer = ask(gateway.address, "GET", &path).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(!answer.body.is_empty());
    }
    let script = ask(gateway.address, "GET", "/docs/swagger-initializer.js")
        .send()
        .await;
    assert!(
        script.text().contains(r#""../openapi.json""#),
        "{}",
        script.text()
    );
    for text in [page.text(), script.text()] {
        let elsewhere = ["http:", "https:", "\"//", "'//"];
        assert!(
            !elsewhere.iter().any(|start| text.contains(start)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_page_lets_nothing_else_in() {
    let gateway = gateway().await;
    let page = ask(gateway.address, "GET", "/docs/").send().await;
    let policy = page.header("content-security-policy").unwrap();
    for directive in [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(directive), "{policy}");
    }
    assert!(!page.text().contains("<script>"), "no script stands in it");
}

#[tokio::test]
async fn the_page_is_found_without_its_last_slash() {
    let gateway = gateway().await;
    let answer = ask(gateway.address, "GET", "/docs").send().await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), Some("/docs/"));
}
