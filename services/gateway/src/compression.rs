//! Answers are compressed for whoever says that they read that, where it pays and does no harm.

use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header};
use tower::ServiceBuilder;
use tower::layer::util::{Identity, Stack};
use tower::util::MapRequestLayer;
use tower_http::CompressionLevel;
use tower_http::compression::predicate::{And, NotForContentType, SizeAbove};
use tower_http::compression::{CompressionLayer, Predicate as _};

/// Below that, compressing costs more than it saves: the answer fits into one packet anyway.
const WORTH_IT: u64 = 1024;
/// Brotli's and Zstandard's own scales; on both it is a good deal faster than the network.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

type IsWorthIt = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;
type Predicate = And<And<And<SizeAbove, NotForContentType>, NotForContentType>, IsWorthIt>;
type Negotiate = MapRequestLayer<fn(Request) -> Request>;

/// The layer.
pub(crate) type Compression =
    ServiceBuilder<Stack<CompressionLayer<Predicate>, Stack<Negotiate, Identity>>>;

/// Compresses with Zstandard, Brotli or gzip.
///
/// It is not for answers that hold secrets beside what somebody else can choose: their length would tell the
/// secret (BREACH).
pub(crate) fn layer() -> Compression {
    let predicate: Predicate = SizeAbove::new(WORTH_IT)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(may_be_transformed as IsWorthIt);
    ServiceBuilder::new()
        .layer(MapRequestLayer::new(negotiate as fn(Request) -> Request))
        .layer(
            CompressionLayer::new()
                .quality(LEVEL)
                .compress_when(predicate),
        )
}

/// A strong entity tag holds for these very bytes (RFC 9110, section 8.8.1), and `If-Match` takes no other; and
/// `no-transform` says it in so many words.
fn may_be_transformed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let is_strong = headers
        .get(header::ETAG)
        .is_some_and(|tag| !tag.as_bytes().starts_with(b"W/"));
    let forbids = |value: &HeaderValue| {
        value
            .as_bytes()
            .split(|byte| *byte == b',')
            .any(|directive| directive.trim_ascii().eq_ignore_ascii_case(b"no-transform"))
    };
    !is_strong && !headers.get_all(header::CACHE_CONTROL).iter().any(forbids)
}

/// Leaves of `Accept-Encoding` the one coding that will be used, or nothing. The layer alone would answer 406 to
/// those who accept nothing, which helps nobody; and the services have nothing to decide.
fn negotiate(mut request: Request) -> Request {
    let headers = request.headers_mut();
    if headers.contains_key(header::ACCEPT_ENCODING) {
        match best(headers) {
            Some(coding) => headers.insert(header::ACCEPT_ENCODING, coding),
            None => headers.remove(header::ACCEPT_ENCODING),
        };
    }
    request
}

/// The codings, best first.
const CODINGS: [&str; 3] = ["zstd", "br", "gzip"];

/// The coding that is liked best; of those that are liked alike, the best (RFC 9110, section 12.5.3).
fn best(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut weights = [None; CODINGS.len()];
    let mut any_other = 0;
    let items = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    for item in items {
        let (coding, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let (coding, weight) = (coding.trim(), thousandths(weight));
        if coding == "*" {
            any_other = weight;
        }
        for (name, slot) in CODINGS.iter().zip(&mut weights) {
            if coding.eq_ignore_ascii_case(name) {
                *slot = Some(weight);
            }
        }
    }
    let mut best = (0, None);
    for (name, weight) in CODINGS.into_iter().zip(weights) {
        let weight = weight.unwrap_or(any_other);
        if weight > best.0 {
            best = (weight, Some(HeaderValue::from_static(name)));
        }
    }
    best.1
}

/// A weight such as `q=0.5` in thousandths; 0 for what is no weight.
fn thousandths(text: &str) -> u16 {
    let text = text.trim();
    let Some(digits) = text.strip_prefix("q=").or_else(|| text.strip_prefix("Q=")) else {
        return 0;
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    match (whole, part.len()) {
        ("1", _) => 1000,
        ("0", 0..=3) => format!("{part:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};

    use super::{best, may_be_transformed};

    fn chosen(accepted: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
        best(&headers).map(|coding| coding.to_str().unwrap().to_owned())
    }

    #[test]
    fn the_coding_is_the_one_that_is_liked_best() {
        let is = |accepted, coding: &str| assert_eq!(chosen(accepted).as_deref(), Some(coding));
        is("gzip, deflate, br, zstd", "zstd");
        is("gzip, deflate, br", "br");
        is("gzip", "gzip");
        is("GZIP;q=1.0, br;q=0.5", "gzip");
        is("zstd;q=0, *", "br");
        is("br;q=0.001", "br");
    }

    #[test]
    fn whoever_accepts_nothing_of_it_gets_it_as_it_is() {
        for accepted in [
            "",
            "identity",
            "deflate",
            "gzip;q=0",
            "*;q=0",
            "identity;q=0, gzip;q=0.000",
            "gzip;q=7",
            "gzip;level=1",
        ] {
            assert_eq!(chosen(accepted), None, "{accepted}");
        }
    }

    #[test]
    fn what_has_to_stay_as_it_is_stays() {
        let may = |name, value: &'static str| {
            let headers = HeaderMap::from_iter([(name, value.parse().unwrap())]);
            may_be_transformed(
                StatusCode::OK,
                Version::HTTP_11,
                &headers,
                &Extensions::new(),
            )
        };
        assert!(!may(header::ETAG, "\"3\""));
        assert!(may(header::ETAG, "W/\"3\""));
        assert!(!may(header::CACHE_CONTROL, "no-store, No-Transform"));
        assert!(may(header::CACHE_CONTROL, "no-store"));
    }
}
