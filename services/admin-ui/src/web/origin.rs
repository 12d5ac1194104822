//! Refuses requests that change something and come from somebody else's page (CSRF), by what the browser says
//! of where they come from. Forms carry a token besides.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Failed;

/// Lets the request through when it only reads, or comes from a page of this host.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    if request.method().is_safe() || comes_from_here(request.headers(), request.uri()) {
        next.run(request).await
    } else {
        Failed::Forged.into_response()
    }
}

/// By `Sec-Fetch-Site`, which pages cannot forge; by `Origin` where the browser does not send it: over plain
/// HTTP, or because it is old. A browser that sends neither with a form is none that is still in use.
fn comes_from_here(headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    if let Some(site) = text("sec-fetch-site") {
        // `none`: the person did it, not a page.
        return matches!(site, "same-origin" | "none");
    }
    let origin = text(header::ORIGIN.as_str()).and_then(|origin| {
        let (_, authority) = origin.split_once("://")?;
        Some(authority)
    });
    let host = text(header::HOST.as_str()).or_else(|| uri.authority().map(Authority::as_str));
    matches!((origin, host), (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};

    use super::comes_from_here;

    fn asked(headers: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        comes_from_here(&headers, &Uri::from_static("/users"))
    }

    #[test]
    fn what_the_browser_says_decides() {
        let host = ("host", "admin.example:7104");
        assert!(asked(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(asked(&[host, ("sec-fetch-site", "none")]));
        assert!(asked(&[host, ("origin", "https://admin.example:7104")]));
        assert!(!asked(&[host]));
        assert!(!asked(&[host, ("sec-fetch-site", "same-site")]));
        assert!(!asked(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(!asked(&[host, ("sec-fetch-site", "")]));
        assert!(!asked(&[host, ("origin", "null")]));
        assert!(!asked(&[host, ("origin", "https://admin.example")]));
        assert!(!asked(&[host, ("origin", "https://evil.example:7104")]));
        // The better witness counts.
        assert!(!asked(&[
            host,
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://admin.example:7104"),
        ]));
    }
}
