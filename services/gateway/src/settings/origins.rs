//! The origins whose pages may use the gateway.

use std::str::FromStr;

use axum::http::{HeaderValue, Uri};

/// Origins as browsers write them (RFC 6454, section 6.2), as `https://console.example`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(pub(crate) Vec<HeaderValue>);

impl FromStr for Origins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(str::trim)
            .filter(|origin| !origin.is_empty())
            .map(origin)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn origin(text: &str) -> Result<HeaderValue, String> {
    let expected = || format!("`{text}` is not an origin as `https://console.example`");
    let uri: Uri = text.parse().map_err(|_| expected())?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority())
    else {
        return Err(expected());
    };
    if text != format!("{scheme}://{authority}") || text != text.to_ascii_lowercase() {
        return Err(expected());
    }
    HeaderValue::from_str(text).map_err(|_| expected())
}

#[cfg(test)]
mod tests {
    use super::Origins;

    #[test]
    fn each_is_written_as_browsers_write_it() {
        let read = |text: &str| text.parse::<Origins>().map(|origins| origins.0.len());
        assert_eq!(read(""), Ok(0));
        assert_eq!(read("https://a.example, http://localhost:3000"), Ok(2));
        for wrong in [
            "*",
            "null",
            "https://a.example/",
            "ftp://a",
            "https://A.example",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
