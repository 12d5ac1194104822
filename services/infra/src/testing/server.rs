//! A service in the test's own process, behind a real socket.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::task::JoinHandle;

use crate::health::Phase;
use crate::service::{BuildError, Built, Configured, ServiceSettings};
use crate::stop::{self, Stop, Stopper};

/// A service that answers on a port of its own, until it is dropped.
#[derive(Debug)]
pub struct TestServer {
    /// Where it is, without a `/` at the end.
    pub url: String,
    /// The same as an address.
    pub address: SocketAddr,
    stopper: Stopper,
    serving: JoinHandle<Result<(), BuildError>>,
}

/// Serves what `build` gives, with the usual settings, from the moment this returns.
///
/// # Panics
/// When there is no port to be had.
pub async fn serve(build: impl FnOnce(Stop) -> Built) -> TestServer {
    serve_with(|_| {}, build).await
}

/// The same with other settings.
///
/// # Panics
/// When there is no port to be had.
pub async fn serve_with(
    change: impl FnOnce(&mut ServiceSettings),
    build: impl FnOnce(Stop) -> Built,
) -> TestServer {
    let (stopper, stop) = stop::pair();
    let service = build(stop.clone());
    let mut settings = ServiceSettings::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    change(&mut settings);
    let bound = match Configured::new("test", settings, async |_| Ok(service))
        .bind()
        .await
    {
        Ok(bound) => bound,
        Err(error) => panic!("{error}"),
    };
    let (address, health) = (bound.address(), bound.health());
    let serving = tokio::spawn(async { bound.serve(stop).await.map_err(BuildError::from) });
    health.reached(Phase::Ready).await;
    TestServer {
        url: format!("http://{address}"),
        address,
        stopper,
        serving,
    }
}

impl TestServer {
    /// Asks it to end, and waits until it has.
    ///
    /// # Errors
    /// When it fails, or does not end in time.
    pub async fn stop(self) -> Result<(), BuildError> {
        self.stopper.stop();
        self.serving.await?
    }
}
