//! Requests that different programs read differently: each has one meaning here, or none.

use crate::support::{Gateway, Service, converse};

/// The start of a request that needs no token, and a second one that is to be heard only if it is a request.
const POST: &str = "POST /v1/auth/login HTTP/1.1\r\nHost: a\r\n";
const SECOND: &str = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// Sends it, and gives the statuses of the answers and what the service heard.
async fn said(bytes: &str) -> (Vec<u16>, Vec<String>) {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = converse(gateway.address, bytes.as_bytes()).await;
    let heard = service
        .heard()
        .iter()
        .map(|heard| format!("{} {}", heard.method, heard.target))
        .collect();
    (answer.statuses(), heard)
}

#[tokio::test]
async fn a_body_with_two_ends_is_refused_and_the_connection_with_it() {
    for framing in [
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
        "Content-Length: 5, 6\r\n\r\n123456",
        "Content-Length: +5\r\n\r\n12345",
        "Content-Length: -5\r\n\r\n12345",
        "Content-Length: 0x5\r\n\r\n12345",
        "Content-Length: 99999999999999999999999\r\n\r\n12345",
        "Content-Length : 5\r\n\r\n12345",
        "Content-Length\t: 5\r\n\r\n12345",
        " Content-Length: 5\r\n\r\n12345",
        "X: a\r\n\tfolded\r\n\r\n",
        "X\x00: a\r\n\r\n",
        "X: a\x00b\r\n\r\n",
        "X: a\rY: b\r\n\r\n",
        "No colon\r\n\r\n",
        ": no name\r\n\r\n",
    ] {
        let (statuses, heard) = said(&format!("{POST}{framing}{SECOND}")).await;
        assert_eq!(statuses, [400], "{framing:?}");
        assert!(heard.is_empty(), "{framing:?}: {heard:?}");
    }
}

#[tokio::test]
async fn chunks_count_before_a_length_and_nothing_follows_them() {
    for lengths in [
        "Content-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n",
    ] {
        for framing in [
            format!("{lengths}Transfer-Encoding: chunked\r\n"),
            format!("Transfer-Encoding: chunked\r\n{lengths}"),
        ] {
            let service = Service::well().await;
            let gateway = Gateway::before(&service).await;
            let request = format!("{POST}{framing}\r\n3\r\nabc\r\n0\r\n\r\n{SECOND}");
            let answer = converse(gateway.address, request.as_bytes()).await;
            // RFC 9112, section 6.3: the length is dropped, and the connection closed after the answer.
            assert_eq!(answer.statuses(), [200], "{framing:?}");
            let heard = service.only();
            assert_eq!(heard.body.as_deref(), Some(&b"abc"[..]));
            assert_ne!(heard.header("content-length"), Some("5"));
        }
    }
}

#[tokio::test]
async fn chunks_that_are_none_are_passed_on_to_nobody() {
    for chunks in [
        "5;a=\nb\r\n12345\r\n0\r\n\r\n",
        "0x5\r\n12345\r\n0\r\n\r\n",
        "-1\r\n12345\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n12345\r\n0\r\n\r\n",
        "5\r\n1234567\r\n0\r\n\r\n",
        "\r\n",
    ] {
        let chunked = format!("{POST}Transfer-Encoding: chunked\r\n\r\n{chunks}{SECOND}");
        let (statuses, heard) = said(&chunked).await;
        assert_eq!(statuses, [400], "{chunks:?}");
        let passed_on = heard.iter().any(|heard| heard.contains("jwks"));
        assert!(!passed_on, "{chunks:?}: {heard:?}");
    }
}

#[tokio::test]
async fn one_host_is_named() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    for hosts in ["", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"] {
        let request = format!("GET /.well-known/jwks.json HTTP/1.1\r\n{hosts}\r\n{SECOND}");
        let answer = converse(gateway.address, request.as_bytes()).await;
        assert_eq!(answer.statuses(), [400], "{hosts:?}");
        assert!(
            answer.0.contains(r#""code":"invalid-request""#),
            "{answer:?}"
        );
        assert!(answer.0.to_ascii_lowercase().contains("connection: close"));
    }
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn an_old_client_cannot_send_chunks() {
    let request =
        "POST /v1/auth/login HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    let (statuses, heard) = said(request).await;
    assert_eq!(statuses, [400]);
    assert!(heard.is_empty(), "{heard:?}");
}

#[tokio::test]
async fn other_kinds_of_target_lead_nowhere() {
    for line in [
        "OPTIONS *",
        "CONNECT 127.0.0.1:22",
        "GET http://[::1]:7102/v1/nothing",
        "GET /v1/users/me\tHTTP/1.1 X:",
        "GET v1/users",
    ] {
        let (statuses, heard) = said(&format!(
            "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        ))
        .await;
        assert!(
            matches!(statuses[..], [400 | 404 | 405]),
            "{line}: {statuses:?}"
        );
        assert!(heard.is_empty(), "{line}: {heard:?}");
    }
}

#[tokio::test]
async fn requests_on_one_connection_are_answered_one_by_one() {
    let body = format!("{POST}Content-Length: 3\r\n\r\nabc");
    let chunked =
        format!("{POST}Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nX: t\r\n\r\n");
    let (statuses, heard) = said(&format!("{body}{chunked}{SECOND}")).await;
    assert_eq!(statuses, [200, 200, 200]);
    assert_eq!(
        heard,
        [
            "POST /v1/auth/login",
            "POST /v1/auth/login",
            "GET /.well-known/jwks.json"
        ]
    );
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let long = "a".repeat(1 << 20);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
            "X: a\r\n".repeat(200)
        ),
    ] {
        let answer = converse(gateway.address, request.as_bytes()).await;
        // The gateway may close while there is more to read, and the answer be lost by that.
        let statuses = answer.statuses();
        assert!(matches!(statuses[..], [] | [414 | 431]), "{statuses:?}");
    }
    assert_eq!(service.count(), 0);
}
