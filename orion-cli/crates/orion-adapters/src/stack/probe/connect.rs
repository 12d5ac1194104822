//! The way to a port of a service.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use orion_app::stack::ProbeTarget;
use orion_core::config::Protocol;
use tokio::net::TcpStream;

use super::words;

/// A connection that was accepted.
pub(super) struct Way {
    /// The connection.
    pub(super) stream: TcpStream,
    /// Whether the service itself accepted it. A published port may be answered by the engine's proxy, which
    /// accepts also when nobody listens behind it.
    pub(super) direct: bool,
}

/// Connects to the port: at the container's address first, and at the published port where there is no such
/// address or no route to it. A container that refuses has answered: there is no second try then.
pub(super) async fn connect(
    target: &ProbeTarget,
    port: u16,
    limit: Duration,
) -> Result<Way, String> {
    let published = target
        .ports
        .iter()
        .find(|published| published.container == port && published.protocol == Protocol::Tcp);
    if let Some(address) = target.address {
        let limit = if published.is_some() {
            limit / 2
        } else {
            limit
        };
        match tokio::time::timeout(limit, TcpStream::connect((address, port))).await {
            Ok(Ok(stream)) => return Ok(way(stream, true)),
            Ok(Err(error)) if published.is_none() || !is_no_route(&error) => {
                return Err(words(&error));
            }
            // No route, or packets that are dropped on it.
            Ok(Err(_)) | Err(_) => {}
        }
    }
    let Some(published) = published else {
        return Err(format!("port {port} is not published"));
    };
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    match TcpStream::connect((here, published.host)).await {
        Ok(stream) => Ok(way(stream, false)),
        Err(error) => Err(words(&error)),
    }
}

fn way(stream: TcpStream, direct: bool) -> Way {
    // What is asked fits into one packet, which is not to wait for another.
    let _ = stream.set_nodelay(true);
    Way { stream, direct }
}

/// Whether this machine does not reach the address at all.
fn is_no_route(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::TimedOut
    )
}
