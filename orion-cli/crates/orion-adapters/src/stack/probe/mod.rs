//! Asks services over the network whether they are ready, as their users would: nothing is needed in the image.

mod amqp;
mod connect;
mod http;
mod postgres;
mod tcp;

use std::io;
use std::time::Duration;

use orion_app::stack::{ProbeTarget, Prober};
use orion_core::config::Probe;

use connect::connect;

/// Asks over TCP, at the container's address where that is known, and at the published port otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct NetworkProber;

impl NetworkProber {
    /// A prober.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Prober for NetworkProber {
    async fn probe(
        &self,
        probe: &Probe,
        target: &ProbeTarget,
        timeout: Duration,
    ) -> Result<(), String> {
        match tokio::time::timeout(timeout, ask(probe, target, timeout)).await {
            Ok(answer) => answer,
            Err(_) => Err(format!("no answer within {timeout:?}")),
        }
    }
}

/// Asks once. `limit` is what there is in all; no part of it takes the whole.
async fn ask(probe: &Probe, target: &ProbeTarget, limit: Duration) -> Result<(), String> {
    match probe {
        Probe::Http { path, port } => {
            let port = port
                .or(target.first_port)
                .ok_or("the service has no port to be asked at")?;
            let way = connect(target, port, limit).await?;
            http::ask(way.stream, port, path, limit / 4).await
        }
        Probe::Tcp(port) => tcp::ask(connect(target, *port, limit).await?, limit / 2).await,
        Probe::Postgres(port) => postgres::ask(connect(target, *port, limit).await?.stream).await,
        Probe::Amqp(port) => amqp::ask(connect(target, *port, limit).await?.stream).await,
        Probe::Exec(_) => Err("a command is run by the engine, in the container".to_owned()),
    }
}

/// What the system says, without its number where the words are enough.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the connection was closed without an answer".to_owned(),
        kind @ (io::ErrorKind::ConnectionRefused
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::TimedOut) => kind.to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
