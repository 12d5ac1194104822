//! The settings that every service has.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::config::{Reader, Recorded};
use crate::http::RequestLog;

/// Where a service listens, and what it grants its requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSettings {
    /// `listen`: address and port; port 0 is any free one.
    pub listen: SocketAddr,
    /// `drain-seconds`: how long requests that were begun may take once it is to stop; 10 unless said
    /// otherwise.
    pub drain: Duration,
    /// `request-seconds`: how long a request may take to be answered; 30 unless said otherwise.
    pub request: Duration,
    /// `body-bytes`: how long a request's body may be; 1 MiB unless said otherwise.
    pub body_bytes: usize,
    /// `log.requests`: which requests are logged: `all` unless said otherwise, `slow` or `none`.
    pub requests: RequestLog,
}

impl ServiceSettings {
    /// What holds for a service at that address when nobody says otherwise.
    #[must_use]
    pub fn at(listen: SocketAddr) -> Self {
        Self {
            listen,
            drain: Duration::from_secs(10),
            request: Duration::from_secs(30),
            body_bytes: 1 << 20,
            requests: RequestLog::All,
        }
    }

    /// Reads them, for a service with that port.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader, port: u16) -> Result<Self, Recorded> {
        let usual = Self::at(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        let listen = reader.value("listen", usual.listen);
        let drain = reader.value("drain-seconds", usual.drain.as_secs());
        let request = reader.value("request-seconds", usual.request.as_secs());
        let body_bytes = reader.value("body-bytes", usual.body_bytes);
        let requests = reader.value("log.requests", usual.requests);
        Ok(Self {
            listen: listen?,
            drain: Duration::from_secs(drain?),
            request: Duration::from_secs(request?),
            body_bytes: body_bytes?,
            requests: requests?,
        })
    }
}
