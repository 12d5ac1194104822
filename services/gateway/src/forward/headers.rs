//! Which headers end at the gateway: those of one connection, and those by which a client could pass for
//! somebody else.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use orion_infra::trace::{REQUEST_ID, TRACEPARENT, TRACESTATE};

/// Those of one connection (RFC 9110, section 7.6.1, and what was used before it).
const OF_A_CONNECTION: [HeaderName; 9] = [
    header::CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// What begins so is for proxies to say.
const CLAIMED_PREFIXES: [&str; 5] = [
    "x-auth-",
    "x-forwarded-",
    "x-original-",
    "x-orion-",
    "x-user-",
];

/// And so is this.
const CLAIMED: [&str; 11] = [
    "cf-connecting-ip",
    "forwarded",
    "remote-user",
    "true-client-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-http-method-override",
    "x-method-override",
    "x-real-ip",
    "x-remote-user",
    "x-rewrite-url",
];

/// What the gateway says anew, or has done. How long a body is it says by the body that it passes on, so that the two
/// never differ.
const DEALT_WITH: [HeaderName; 6] = [
    header::CONTENT_LENGTH,
    header::HOST,
    header::EXPECT,
    REQUEST_ID,
    TRACEPARENT,
    TRACESTATE,
];

/// Who the gateway is in `Via` (RFC 9110, section 7.6.3).
const VIA: HeaderValue = HeaderValue::from_static("1.1 orion-gateway");

/// Takes off what belongs to one connection only, what its `Connection` header names included.
pub(crate) fn strip_connection(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| HeaderName::from_bytes(name.trim().as_bytes()).ok())
        .collect();
    for name in named.iter().chain(&OF_A_CONNECTION) {
        headers.remove(name);
    }
}

/// Takes off what a client cannot know of itself, and what the gateway has dealt with.
pub(crate) fn strip_claims(headers: &mut HeaderMap) {
    let claimed: Vec<HeaderName> = headers
        .keys()
        .filter(|name| is_claim(name.as_str()))
        .cloned()
        .collect();
    for name in &claimed {
        headers.remove(name);
    }
    for name in &DEALT_WITH {
        headers.remove(name);
    }
}

/// A name with an underscore is a claim too: some programs take it for the one with a hyphen.
fn is_claim(name: &str) -> bool {
    name.contains('_')
        || CLAIMED.contains(&name)
        || CLAIMED_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// Says by whom the request was passed on.
pub(crate) fn add_via(headers: &mut HeaderMap) {
    headers.append(header::VIA, VIA);
}

/// The value of `Upgrade` for a WebSocket (RFC 6455, section 4.1).
const WEBSOCKET: HeaderValue = HeaderValue::from_static("websocket");

/// Whether a WebSocket is asked for.
pub(crate) fn asks_for_websocket(headers: &HeaderMap) -> bool {
    let has = |name: HeaderName, token: &[u8]| {
        headers
            .get_all(name)
            .iter()
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
            .any(|value| value.trim_ascii().eq_ignore_ascii_case(token))
    };
    has(header::CONNECTION, b"upgrade") && has(header::UPGRADE, b"websocket")
}

/// Asks for a WebSocket, or grants it.
pub(crate) fn set_websocket(headers: &mut HeaderMap) {
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, WEBSOCKET);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{asks_for_websocket, strip_claims, strip_connection};

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    fn names(headers: &HeaderMap) -> BTreeSet<&str> {
        headers.keys().map(HeaderName::as_str).collect()
    }

    #[test]
    fn what_belongs_to_the_connection_ends_here() {
        let mut headers = headers(&[
            ("connection", "close, X-Secret"),
            ("connection", "keep-alive"),
            ("keep-alive", "timeout=5"),
            ("proxy-authorization", "Basic a"),
            ("te", "trailers"),
            ("trailer", "x"),
            ("transfer-encoding", "chunked"),
            ("upgrade", "h2c"),
            ("x-secret", "a"),
            ("accept", "*/*"),
        ]);
        strip_connection(&mut headers);
        assert_eq!(names(&headers), BTreeSet::from(["accept"]));
    }

    #[test]
    fn nobody_passes_for_somebody_else() {
        let mut headers = headers(&[
            ("x-forwarded-for", "127.0.0.1"),
            ("x_forwarded_for", "127.0.0.1"),
            ("x-forwarded-prefix", "/admin"),
            ("forwarded", "for=127.0.0.1"),
            ("x-real-ip", "127.0.0.1"),
            ("x-user-id", "1"),
            ("x-orion-roles", "admin"),
            ("x-original-url", "/admin"),
            ("x-http-method-override", "DELETE"),
            ("expect", "100-continue"),
            ("content-length", "5"),
            ("host", "a"),
            ("authorization", "Bearer a"),
            ("if-match", "\"1\""),
        ]);
        strip_claims(&mut headers);
        assert_eq!(
            names(&headers),
            BTreeSet::from(["authorization", "if-match"])
        );
    }

    #[test]
    fn a_websocket_is_asked_for_in_two_headers() {
        let asks = |lines: &[_]| asks_for_websocket(&headers(lines));
        assert!(asks(&[
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "WebSocket")
        ]));
        assert!(!asks(&[("upgrade", "websocket")]));
        assert!(!asks(&[("connection", "upgrade"), ("upgrade", "h2c")]));
    }
}
