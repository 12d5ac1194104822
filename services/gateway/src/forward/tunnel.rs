//! A WebSocket passes through the gateway as bytes: both connections were upgraded, and from then on the
//! gateway reads none of it.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use orion_infra::stop::Stop;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::limits::Socket;

/// What is read at once.
const CHUNK: usize = 8 << 10;

/// Passes bytes both ways until one side ends or fails, both are silent for too long, or the gateway stops.
pub(crate) async fn tunnel(
    client: OnUpgrade,
    service: OnUpgrade,
    idle: Duration,
    mut stop: Stop,
    open: Option<Socket>,
) {
    let ended = tokio::select! {
        ended = both_ways(client, service, idle) => ended,
        () = stop.requested() => Ok(()),
    };
    drop(open);
    if let Err(error) = ended {
        tracing::debug!(error = %error, "a WebSocket broke");
    }
}

async fn both_ways(client: OnUpgrade, service: OnUpgrade, idle: Duration) -> io::Result<()> {
    let (client, service) = tokio::try_join!(client, service).map_err(io::Error::other)?;
    let (from_client, to_client) = halves(client);
    let (from_service, to_service) = halves(service);
    let moved = AtomicU64::new(0);
    let passed = async {
        tokio::try_join!(
            pass(from_client, to_service, &moved),
            pass(from_service, to_client, &moved),
        )
    };
    tokio::select! {
        passed = passed => passed.map(|((), ())| ()),
        () = silence(&moved, idle) => Ok(()),
    }
}

fn halves(connection: Upgraded) -> (impl AsyncRead + Unpin, impl AsyncWrite + Unpin) {
    tokio::io::split(TokioIo::new(connection))
}

async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    moved: &AtomicU64,
) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = from.read(&mut chunk).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        to.write_all(&chunk[..length]).await?;
        moved.fetch_add(1, Ordering::Relaxed);
    }
}

/// Returns when nothing has moved for one to two times `idle`.
async fn silence(moved: &AtomicU64, idle: Duration) {
    let mut before = moved.load(Ordering::Relaxed);
    loop {
        tokio::time::sleep(idle).await;
        let now = moved.load(Ordering::Relaxed);
        if now == before {
            return;
        }
        before = now;
    }
}
