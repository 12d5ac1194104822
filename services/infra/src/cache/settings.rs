//! Where the cache is.

use std::fmt;
use std::str::FromStr;

use crate::config::{ExposeSecret as _, Reader, Recorded, Secret};

/// `memory:`, `redis://HOST:6379/0` or `rediss://…`. It may hold a password, so it is never printed.
#[derive(Clone)]
pub struct CacheUrl(Secret);

impl CacheUrl {
    pub(super) fn is_memory(&self) -> bool {
        self.text() == "memory:"
    }

    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for CacheUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let redis = text.starts_with("redis://") || text.starts_with("rediss://");
        if redis || text == "memory:" {
            Ok(Self(Secret::from(text)))
        } else {
            Err("expected `memory:`, `redis://HOST:6379/0` or `rediss://…`")
        }
    }
}

impl fmt::Debug for CacheUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.text().split(':').next().unwrap_or_default();
        write!(formatter, "CacheUrl({scheme:?}, ..)")
    }
}

/// How a service reaches its cache.
#[derive(Debug, Clone)]
pub struct CacheSettings {
    /// `cache.url`: `memory:` unless said otherwise.
    pub url: CacheUrl,
    /// `cache.password`: the user's password, when the URL holds none.
    pub password: Option<Secret>,
}

impl CacheSettings {
    /// For that cache.
    #[must_use]
    pub fn new(url: CacheUrl) -> Self {
        Self {
            url,
            password: None,
        }
    }

    /// For a cache in memory.
    #[must_use]
    pub fn memory() -> Self {
        Self::new(CacheUrl(Secret::from("memory:")))
    }

    /// Reads `cache.url` and `cache.password`.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let url = reader.value("cache.url", Self::memory().url);
        let password = reader.optional_secret("cache.password");
        Ok(Self {
            url: url?,
            password: password?,
        })
    }
}
