//! Where a request comes from.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;
use orion_infra::http::{ApiProblem, TrustedProxies, household};

/// Where a request comes from, as far as requests are counted: the household of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(IpAddr);

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Self {
        Self(household(address))
    }
}

impl fmt::Display for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The server was set up without telling its handlers who is connected.
#[derive(Debug, thiserror::Error)]
#[error("the connection's other end is not known")]
struct NoPeer;

impl<S> FromRequestParts<S> for Client
where
    S: Send + Sync,
    TrustedProxies: FromRef<S>,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Err(ApiProblem::internal(NoPeer));
        };
        let proxies = TrustedProxies::from_ref(state);
        Ok(proxies.client(peer.ip(), &parts.headers).into())
    }
}
