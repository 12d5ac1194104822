//! Shapes of requests that are read differently by different programs, which is what request smuggling lives
//! on. hyper refuses most of them, or gives them one meaning and ends the connection; what it lets through is
//! refused here, before anything is routed.

use axum::http::{HeaderMap, Version, header};

/// Says what is wrong with a request's head, if something is.
///
/// # Errors
/// With what is wrong.
pub(crate) fn check(version: Version, headers: &HeaderMap) -> Result<(), &'static str> {
    framing(headers)?;
    host(version, headers)
}

/// One way to tell where the body ends (RFC 9112, section 6.3: "ought to be handled as an error").
fn framing(headers: &HeaderMap) -> Result<(), &'static str> {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    let Some(coding) = codings.next() else {
        return Ok(());
    };
    if headers.contains_key(header::CONTENT_LENGTH) {
        return Err("`Content-Length` and `Transfer-Encoding` exclude each other");
    }
    if codings.next().is_some() || !coding.as_bytes().eq_ignore_ascii_case(b"chunked") {
        return Err("the only `Transfer-Encoding` is `chunked`");
    }
    Ok(())
}

/// One host (RFC 9112, section 3.2).
fn host(version: Version, headers: &HeaderMap) -> Result<(), &'static str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) if version >= Version::HTTP_11 => Err("`Host` is missing"),
        (_, Some(_)) => Err("there is more than one `Host`"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Version};

    use super::check;

    fn checked(lines: &[(&'static str, &'static str)]) -> Result<(), &'static str> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_static(value));
        }
        check(Version::HTTP_11, &headers)
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        let host = ("host", "a");
        assert!(checked(&[host]).is_ok());
        assert!(checked(&[host, ("content-length", "3")]).is_ok());
        assert!(checked(&[host, ("transfer-encoding", "Chunked")]).is_ok());
        for wrong in [
            &[][..],
            &[host, ("host", "b")],
            &[
                host,
                ("transfer-encoding", "chunked"),
                ("content-length", "3"),
            ],
            &[host, ("transfer-encoding", "gzip, chunked")],
            &[
                host,
                ("transfer-encoding", "chunked"),
                ("transfer-encoding", "chunked"),
            ],
            &[host, ("transfer-encoding", "identity")],
        ] {
            assert!(checked(wrong).is_err(), "{wrong:?}");
        }
    }
}
