//! Where a request comes from, as the gateway is told: without that, everybody would be the admin UI to it, and
//! one who tries too many passwords would stand for all.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use orion_infra::http::FORWARDED_FOR;

use crate::app::App;

/// What is handed on of it, in bytes: more than any real row of proxies needs.
const LONGEST: usize = 512;

/// Whoever is connected, after what proxies before the admin UI said. Which of them to believe is the gateway's
/// to know: it reads from the right, and stops at the first that its `proxies.trusted` does not name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Client(Option<HeaderValue>);

impl Client {
    fn of(parts: &Parts) -> Self {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Self(None);
        };
        let mut row: Vec<&str> = parts
            .headers
            .get_all(FORWARDED_FOR)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        if row.iter().map(|said| said.len()).sum::<usize>() > LONGEST {
            row.clear();
        }
        let peer = peer.ip().to_canonical().to_string();
        row.push(&peer);
        Self(HeaderValue::try_from(row.join(", ")).ok())
    }

    /// Says it.
    pub(crate) fn tell(&self, headers: &mut HeaderMap) {
        if let Some(row) = &self.0 {
            headers.insert(FORWARDED_FOR, row.clone());
        }
    }
}

impl FromRequestParts<App> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}
