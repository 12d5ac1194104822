//! Why a service does not serve, or does not any more.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use super::BuildError;

/// Why a service does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its address is not to be had.
    #[error("`{service}` cannot listen on {address}")]
    Bind {
        /// The service.
        service: &'static str,
        /// The address it was told.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Something it needs is not to be had.
    #[error("`{service}` cannot start")]
    Build {
        /// The service.
        service: &'static str,
        /// What it said.
        #[source]
        source: BuildError,
    },
    /// Something that runs beside its routes failed.
    #[error("`{service}` cannot go on")]
    Work {
        /// The service.
        service: &'static str,
        /// What it said.
        #[source]
        source: BuildError,
    },
    /// Requests or work that were begun did not end in time, and were cut off.
    #[error("`{service}` had requests or work that did not end within {} s", drain.as_secs())]
    Undrained {
        /// The service.
        service: &'static str,
        /// The time they had.
        drain: Duration,
    },
}
