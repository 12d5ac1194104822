//! Events that have their effect exactly once, however often they are delivered.
//!
//! A [`Handler`] works in a transaction in which the event's id is written into the table `inbox` as well: an
//! event that stands there already is passed over. The bus is told that the event is through after the
//! transaction is committed. What is done about an event belongs to the trace of the request that led to it.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use orion_contracts::event::ReceivedEvent;
use sqlx::Transaction;
use sqlx::any::Any;

use crate::bus::{Bus, Failed, Message, Queue};
use crate::database::{Database, micros};
use crate::service::Work;
use crate::stop::Stop;
use crate::trace::Trace;

/// How long an event is remembered: longer than anything delivers it again.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is older is taken away.
const PRUNE: Duration = Duration::from_hours(1);

/// What a service does about events.
pub trait Handler: Send + Sync + 'static {
    /// What is left to do once the transaction is committed.
    type Effect: Send;

    /// Does, in the transaction, what the event calls for. Nothing that reaches beyond the transaction may
    /// happen here: it would happen again with every attempt.
    ///
    /// # Errors
    /// When the event cannot be handled, now or ever; the transaction is then rolled back.
    fn handle(
        &self,
        transaction: &mut Transaction<'static, Any>,
        event: &ReceivedEvent,
    ) -> impl Future<Output = Result<Self::Effect, Failed>> + Send;

    /// What follows once the transaction is committed, as waking an outbox. It may be left out when the
    /// process dies.
    fn committed(&self, effect: Self::Effect) -> impl Future<Output = ()> + Send {
        drop(effect);
        async {}
    }
}

/// Handles the queue's events until it is to stop. The queue is known to the bus from the call on.
#[must_use]
pub fn work<H: Handler>(
    database: Database,
    bus: Bus,
    queue: Queue,
    handler: H,
    stop: Stop,
) -> Work {
    bus.declare(&queue);
    Box::pin(async move {
        let consume = bus.consume(&queue, stop, |message| {
            let headers = message.headers.iter();
            let trace = Trace::of_entries(headers.map(|(name, value)| (&**name, &**value)));
            trace.scope(deliver(&database, queue.name, &handler, message))
        });
        tokio::select! {
            consumed = consume => Ok(consumed?),
            never = prune(&database) => never,
        }
    })
}

/// Handles one message, once.
async fn deliver<H: Handler>(
    database: &Database,
    queue: &'static str,
    handler: &H,
    message: Message,
) -> Result<(), Failed> {
    let event: ReceivedEvent = serde_json::from_str(&message.body)?;
    let mut transaction = database.begin().await?;
    if !remember(&mut transaction, queue, &event).await? {
        transaction.rollback().await?;
        tracing::debug!(queue, event = %event.id, "an event was handled before");
        return Ok(());
    }
    // The transaction is dropped, and so rolled back, when the handler fails.
    let result = AssertUnwindSafe(handler.handle(&mut transaction, &event))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(Failed::retry("the handler panicked")));
    let effect = match result {
        Ok(effect) => effect,
        Err(failed) => {
            // What cannot be rolled back is by the end of the connection.
            let _ = transaction.rollback().await;
            return Err(failed);
        }
    };
    transaction.commit().await?;
    tracing::debug!(queue, event = %event.id, kind = event.kind, "handled an event");
    handler.committed(effect).await;
    Ok(())
}

/// Writes down that the event is handled, and gives whether that is news.
async fn remember(
    transaction: &mut Transaction<'static, Any>,
    queue: &str,
    event: &ReceivedEvent,
) -> Result<bool, sqlx::Error> {
    let result = sqlx::query(
        "INSERT INTO inbox (queue, event_id, handled_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(queue)
    .bind(event.id.to_string())
    .bind(micros(Timestamp::now()))
    .execute(&mut **transaction)
    .await?;
    Ok(result.rows_affected() == 1)
}

/// Forgets, now and every hour, what was handled too long ago to come again.
async fn prune<Never>(database: &Database) -> Never {
    loop {
        let before = micros(Timestamp::now() - REMEMBERED);
        let pruned = sqlx::query("DELETE FROM inbox WHERE handled_at < $1")
            .bind(before)
            .execute(database.pool())
            .await;
        if let Err(error) = pruned {
            tracing::warn!(error = %error, "the inbox cannot be pruned");
        }
        tokio::time::sleep(PRUNE).await;
    }
}
