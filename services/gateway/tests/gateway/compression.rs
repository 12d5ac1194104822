//! Which answers are compressed, and how.

use axum::response::IntoResponse as _;

use crate::support::{Answer, Gateway, Service, ask};

const BROWSER: &str = "gzip, deflate, br, zstd";

/// A service whose answers are long, with the headers that the request names.
async fn long() -> Service {
    Service::answering(async |_, heard| {
        let mut answer = "abcdefgh".repeat(1000).into_response();
        let headers = answer.headers_mut();
        headers.insert("content-type", "application/json".parse().unwrap());
        for name in ["etag", "cache-control", "content-type", "content-encoding"] {
            if let Some(value) = heard.headers.get(format!("give-{name}")) {
                headers.insert(name, value.clone());
            }
        }
        answer
    })
    .await
}

async fn accepting(accepted: &str, given: &[(&str, &str)]) -> Answer {
    let service = long().await;
    let gateway = Gateway::before(&service).await;
    let mut asked = gateway.ask("GET", "/v1/users/me");
    if !accepted.is_empty() {
        asked = asked.header("accept-encoding", accepted);
    }
    for (name, value) in given {
        asked = asked.header(&format!("give-{name}"), value);
    }
    asked.send().await
}

#[tokio::test]
async fn the_coding_is_one_that_was_asked_for() {
    for (accepted, coding, magic) in [
        (BROWSER, "zstd", &[0x28, 0xb5, 0x2f, 0xfd][..]),
        ("gzip, br;q=0.9", "gzip", &[0x1f, 0x8b]),
        ("br", "br", &[]),
    ] {
        let answer = accepting(accepted, &[]).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), Some(coding));
        assert_eq!(
            answer
                .header("vary")
                .unwrap()
                .to_ascii_lowercase()
                .matches("accept-encoding")
                .count(),
            1
        );
        assert_eq!(answer.header("content-length"), None);
        assert!(answer.body.starts_with(magic));
        assert!(answer.body.len() < 1000, "{}", answer.body.len());
    }
}

#[tokio::test]
async fn whoever_asks_for_nothing_gets_it_as_it_is() {
    for accepted in ["", "identity", "deflate", "identity;q=0", "*;q=0, gzip;q=0"] {
        let answer = accepting(accepted, &[]).await;
        assert_eq!(answer.status, 200, "{accepted}");
        assert_eq!(answer.header("content-encoding"), None, "{accepted}");
        assert_eq!(answer.header("content-length"), Some("8000"));
    }
}

#[tokio::test]
async fn what_is_compressed_or_has_to_stay_as_it_is_stays() {
    for given in [
        ("etag", "\"3\""),
        ("cache-control", "private, no-transform"),
        ("content-type", "text/event-stream"),
        ("content-type", "image/png"),
    ] {
        let answer = accepting(BROWSER, &[given]).await;
        assert_eq!(answer.header("content-encoding"), None, "{given:?}");
        assert_eq!(answer.body.len(), 8000);
    }
    let answer = accepting(BROWSER, &[("content-encoding", "gzip")]).await;
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert_eq!(answer.body.len(), 8000, "it is not compressed twice");
}

#[tokio::test]
async fn a_weak_tag_holds_for_other_bytes_too() {
    let answer = accepting(BROWSER, &[("etag", "W/\"3\"")]).await;
    assert_eq!(answer.header("content-encoding"), Some("zstd"));
}

#[tokio::test]
async fn answers_that_hold_tokens_are_not_compressed() {
    let service = long().await;
    let gateway = Gateway::before(&service).await;
    let answer = ask(gateway.address, "POST", "/v1/auth/login")
        .header("accept-encoding", BROWSER)
        .send()
        .await;
    assert_eq!(answer.header("content-encoding"), None);
}

#[tokio::test]
async fn what_is_short_is_sent_as_it_is() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let asked = gateway.ask("GET", "/v1/users/me");
    let answer = asked.header("accept-encoding", BROWSER).send().await;
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.text(), r#"{"well":true}"#);
}
