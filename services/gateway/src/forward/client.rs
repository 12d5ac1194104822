//! Who asks, as far as the network tells: the address, the scheme and the host that were used. Headers that say
//! so are believed only when a proxy that is trusted wrote them.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, header};
use orion_infra::http::{ApiProblem, FORWARDED_FOR, TrustedProxies};

/// The scheme it came by.
pub(crate) const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// The host it was sent to.
pub(crate) const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Who asks, and how.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) address: IpAddr,
    scheme: HeaderValue,
    host: Option<HeaderValue>,
}

impl Client {
    /// Of a request as it came.
    ///
    /// # Errors
    /// When the server does not say who is connected.
    pub(crate) fn of<B>(
        request: &Request<B>,
        trusted: &TrustedProxies,
    ) -> Result<Self, ApiProblem> {
        let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
            return Err(ApiProblem::internal("the peer's address is not known"));
        };
        let peer = peer.ip().to_canonical();
        let direct = Self {
            address: peer,
            scheme: HeaderValue::from_static("http"),
            host: host(request),
        };
        if !trusted.contain(peer) {
            return Ok(direct);
        }
        let headers = request.headers();
        let scheme = headers
            .get(FORWARDED_PROTO)
            .filter(|scheme| matches!(scheme.as_bytes(), b"http" | b"https"));
        Ok(Self {
            address: trusted.client(peer, headers),
            scheme: scheme.cloned().unwrap_or(direct.scheme),
            host: headers.get(FORWARDED_HOST).cloned().or(direct.host),
        })
    }

    /// Tells a service.
    pub(crate) fn tell(&self, headers: &mut HeaderMap) {
        if let Ok(address) = HeaderValue::try_from(self.address.to_string()) {
            headers.insert(FORWARDED_FOR, address);
        }
        headers.insert(FORWARDED_PROTO, self.scheme.clone());
        if let Some(host) = &self.host {
            headers.insert(FORWARDED_HOST, host.clone());
        }
    }
}

/// The host of the request's target, which counts before `Host` (RFC 9112, section 3.2.2).
fn host<B>(request: &Request<B>) -> Option<HeaderValue> {
    match request.uri().authority() {
        Some(authority) => HeaderValue::from_str(authority.as_str()).ok(),
        None => request.headers().get(header::HOST).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;
    use axum::http::Request;

    use super::Client;

    #[test]
    fn headers_count_only_when_a_trusted_proxy_wrote_them() {
        let seen = |peer: &str| {
            let peer: SocketAddr = peer.parse().unwrap();
            let request = Request::builder()
                .extension(ConnectInfo(peer))
                .header("host", "gateway")
                .header("x-forwarded-for", "203.0.113.5")
                .header("x-forwarded-proto", "https")
                .header("x-forwarded-host", "console.example")
                .body(())
                .unwrap();
            let client = Client::of(&request, &"10.0.0.0/8".parse().unwrap()).unwrap();
            let host = client.host.unwrap();
            format!(
                "{} {} {}",
                client.address,
                client.scheme.to_str().unwrap(),
                host.to_str().unwrap()
            )
        };
        assert_eq!(seen("198.51.100.9:1"), "198.51.100.9 http gateway");
        let told = "203.0.113.5 https console.example";
        assert_eq!(seen("10.1.1.1:1"), told);
        assert_eq!(seen("[::ffff:10.1.1.1]:1"), told);
    }
}
