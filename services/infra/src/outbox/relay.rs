//! Publishing what is in the outbox.

use std::time::Duration;

use super::{Outbox, store};
use crate::backoff::Backoff;
use crate::bus::BusError;
use crate::database::Dialect;
use crate::stop::Stop;

/// How many messages are published at once, to be confirmed side by side.
const BATCH: i64 = 200;
/// How long at most a message waits whose writer said nothing.
const POLL: Duration = Duration::from_secs(1);

#[derive(Debug, thiserror::Error)]
enum RelayError {
    #[error("the outbox cannot be read or written: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Bus(#[from] BusError),
}

/// Runs until it is to stop; what is under way then is left, and published again by the next relay.
pub(super) async fn run(outbox: &Outbox, mut stop: Stop) {
    tokio::select! {
        () = stop.requested() => {}
        () = publish_forever(outbox) => {}
    }
}

async fn publish_forever(outbox: &Outbox) {
    let mut backoff = Backoff::new();
    loop {
        match publish_batch(outbox).await {
            Ok(0) => {
                backoff.reset();
                // Whoever adds after the look above has left a permit, so nothing is missed.
                let _ = tokio::time::timeout(POLL, outbox.added.notified()).await;
            }
            Ok(_) => backoff.reset(),
            Err(error) => {
                let pause = backoff.pause();
                tracing::warn!(
                    error = %error,
                    source = std::error::Error::source(&error),
                    "events wait to be published"
                );
                tokio::time::sleep(pause).await;
            }
        }
    }
}

/// Publishes the oldest messages, and gives how many.
async fn publish_batch(outbox: &Outbox) -> Result<usize, RelayError> {
    let database = &outbox.database;
    match database.dialect() {
        Dialect::Postgres => {
            let mut transaction = database.begin().await?;
            let messages = store::take(&mut transaction, BATCH).await?;
            if messages.is_empty() {
                transaction.rollback().await?;
                return Ok(0);
            }
            outbox.bus.publish(&messages).await?;
            transaction.commit().await?;
            Ok(messages.len())
        }
        // A transaction here would keep every writer out while the messages are under way.
        Dialect::Sqlite => {
            let messages = store::oldest(database, BATCH).await?;
            if !messages.is_empty() {
                outbox.bus.publish(&messages).await?;
                store::remove(database, &messages).await?;
            }
            Ok(messages.len())
        }
    }
}
