//! How a service tells that it is ready.

use std::num::NonZeroU32;
use std::time::Duration;

/// The path of an address, with `/` first; a query may follow.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HttpPath(String);

impl HttpPath {
    /// Takes the text if it starts with `/` and can stand in a request as it is.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic());
        (fits && !text.contains('#')).then(|| Self(text.to_owned()))
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// A request to that path is answered with a status from 200 to 399.
    Http {
        /// The path.
        path: HttpPath,
        /// The port inside the container; the service's first one when it is not given.
        port: Option<u16>,
    },
    /// A connection to that port is accepted.
    Tcp(u16),
    /// The program, run in the service, exits with 0.
    Exec(Vec<String>),
    /// A PostgreSQL server on that port takes connections.
    Postgres(u16),
    /// An AMQP broker on that port answers the protocol's greeting.
    Amqp(u16),
}

/// `health`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What is asked.
    pub probe: Probe,
    /// How long between two probes once the service has been ready; 10 seconds when it is not given.
    pub interval: Duration,
    /// How long one probe may take; 5 seconds when it is not given.
    pub timeout: Duration,
    /// How many failures in a row make it unhealthy; 3 when it is not given.
    pub retries: NonZeroU32,
    /// How long failures do not count after the start; 30 seconds when it is not given.
    pub start_period: Duration,
}

impl Health {
    /// `interval` when it is not given.
    pub const INTERVAL: Duration = Duration::from_secs(10);
    /// `timeout` when it is not given.
    pub const TIMEOUT: Duration = Duration::from_secs(5);
    /// `retries` when it is not given.
    pub const RETRIES: NonZeroU32 = NonZeroU32::MIN.saturating_add(2);
    /// `start-period` when it is not given.
    pub const START_PERIOD: Duration = Duration::from_secs(30);
}
