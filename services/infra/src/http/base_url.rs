//! Where another service is.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use axum::http::uri::{Authority, PathAndQuery, Scheme};

/// The address of a service: `http://`, a host, and at most a path that its own paths are put after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    authority: Authority,
    path: String,
}

/// The text is no such address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an address as `http://auth:7101`, without user, query or fragment")]
pub struct NotABaseUrl;

impl BaseUrl {
    /// Where `path`, which begins with `/`, is in that service.
    ///
    /// # Errors
    /// When it cannot stand in an address.
    pub fn join(&self, path: &str) -> Result<Uri, axum::http::Error> {
        let path: PathAndQuery = format!("{}{path}", self.path).parse()?;
        Uri::builder()
            .scheme(Scheme::HTTP)
            .authority(self.authority.clone())
            .path_and_query(path)
            .build()
    }
}

impl FromStr for BaseUrl {
    type Err = NotABaseUrl;

    fn from_str(text: &str) -> Result<Self, NotABaseUrl> {
        let parts = text.parse::<Uri>().map_err(|_| NotABaseUrl)?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(NotABaseUrl);
        };
        let path = parts.path_and_query.as_ref();
        let has_more = path.is_some_and(|path| path.query().is_some())
            || authority.as_str().contains('@')
            || text.contains('#');
        if scheme != Scheme::HTTP || has_more {
            return Err(NotABaseUrl);
        }
        let path = path.map_or("", PathAndQuery::path).trim_end_matches('/');
        Ok(Self {
            authority,
            path: path.to_owned(),
        })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "http://{}{}", self.authority, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, NotABaseUrl};

    #[test]
    fn paths_are_put_after_it() {
        for (base, joined) in [
            ("http://auth:7101", "http://auth:7101/v1/x?y=1"),
            ("http://[::1]:80/", "http://[::1]:80/v1/x?y=1"),
            ("http://host/auth/", "http://host/auth/v1/x?y=1"),
        ] {
            let url: BaseUrl = base.parse().unwrap();
            assert_eq!(url.join("/v1/x?y=1").unwrap().to_string(), joined);
            assert_eq!(url.to_string().parse(), Ok(url));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "auth:7101",
            "/auth",
            "https://auth",
            "http://",
            "http://u@auth",
            "http://auth?x",
            "http://auth#x",
        ] {
            assert_eq!(text.parse::<BaseUrl>(), Err(NotABaseUrl), "{text}");
        }
    }
}
