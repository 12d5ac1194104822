//! Connections, each made and asked within a bounded time.

use std::time::Duration;

use lapin::uri::AMQPUri;
use lapin::{Channel, Connection, ConnectionProperties};

use super::unavailable;
use crate::bus::BusError;

/// How long the broker may take for an answer. Confirms wait for its disk.
const ANSWER: Duration = Duration::from_secs(30);
/// How long it may take to let somebody in.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an orderly end may take; after that the end is not orderly.
const CLOSE: Duration = Duration::from_secs(2);
/// How often somebody who waits for it looks whether the connection is still there.
pub(super) const LOOK: Duration = Duration::from_millis(250);

/// What the broker answers, if it does so in time.
pub(super) async fn bounded<Answer>(
    question: impl Future<Output = Result<Answer, lapin::Error>>,
) -> Result<Answer, BusError> {
    within(ANSWER, question).await
}

async fn within<Answer>(
    patience: Duration,
    question: impl Future<Output = Result<Answer, lapin::Error>>,
) -> Result<Answer, BusError> {
    match tokio::time::timeout(patience, question).await {
        Ok(answer) => answer.map_err(unavailable),
        Err(_) => Err(BusError::Unavailable(
            format!("no answer within {} s", patience.as_secs()).into(),
        )),
    }
}

/// A new connection, with one channel.
pub(super) async fn connect(uri: &AMQPUri, name: &str) -> Result<(Connection, Channel), BusError> {
    let properties = ConnectionProperties::default().with_connection_name(name.into());
    let connection = within(CONNECT, Connection::connect_uri(uri.clone(), properties)).await?;
    let channel = within(CONNECT, connection.create_channel()).await?;
    Ok((connection, channel))
}

/// Ends a connection after all that was sent over it.
pub(super) async fn close(connection: &Connection) {
    // The broker takes back what is not acknowledged, however the connection ends.
    let _ = within(CLOSE, connection.close(200, "done".into())).await;
}
