//! The table `outbox`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_contracts::EventId;
use orion_contracts::event::{Event, EventData};
use serde::Serialize;
use sqlx::any::{Any, AnyRow};
use sqlx::{FromRow, Row as _, Transaction};

use crate::bus::Message;
use crate::database::{Database, micros};
use crate::trace::Trace;

/// Writes the event into the outbox, with the trace of what the running task answers. It is published
/// once the transaction is committed, and never if it is not.
///
/// # Errors
/// When the database refuses it, or the event cannot be written as JSON.
pub async fn add<Data>(
    transaction: &mut Transaction<'_, Any>,
    event: &Event<Data>,
) -> Result<(), sqlx::Error>
where
    Data: EventData + Serialize + Sync,
{
    let body = serde_json::to_string(event).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let headers: BTreeMap<String, String> = Trace::current()
        .map(|trace| trace.entries().collect())
        .unwrap_or_default();
    let headers =
        serde_json::to_string(&headers).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO outbox (id, kind, body, headers, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(event.id.to_string())
    .bind(Data::TYPE)
    .bind(body)
    .bind(headers)
    .bind(micros(Timestamp::now()))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// A message as its row holds it.
struct Stored(Message);

impl<'row> FromRow<'row, AnyRow> for Stored {
    fn from_row(row: &'row AnyRow) -> Result<Self, sqlx::Error> {
        let decode = |error: Box<dyn std::error::Error + Send + Sync>| sqlx::Error::Decode(error);
        let id: String = row.try_get("id")?;
        let headers: String = row.try_get("headers")?;
        Ok(Self(Message {
            id: id
                .parse::<EventId>()
                .map_err(|error| decode(error.into()))?,
            kind: row.try_get("kind")?,
            body: row.try_get("body")?,
            headers: serde_json::from_str(&headers).map_err(|error| decode(error.into()))?,
        }))
    }
}

/// The oldest messages, without taking them.
pub(super) async fn oldest(database: &Database, limit: i64) -> Result<Vec<Message>, sqlx::Error> {
    let stored: Vec<Stored> =
        sqlx::query_as("SELECT id, kind, body, headers FROM outbox ORDER BY id LIMIT $1")
            .bind(limit)
            .fetch_all(database.pool())
            .await?;
    Ok(stored.into_iter().map(|Stored(message)| message).collect())
}

/// Takes the oldest messages that nobody else is taking. They are gone once the transaction is committed, and
/// there again if it is not. On PostgreSQL.
pub(super) async fn take(
    transaction: &mut Transaction<'static, Any>,
    limit: i64,
) -> Result<Vec<Message>, sqlx::Error> {
    let stored: Vec<Stored> = sqlx::query_as(
        "WITH taken AS MATERIALIZED \
         (SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) \
         DELETE FROM outbox USING taken WHERE outbox.id = taken.id \
         RETURNING outbox.id, outbox.kind, outbox.body, outbox.headers",
    )
    .bind(limit)
    .fetch_all(&mut **transaction)
    .await?;
    let mut messages: Vec<Message> = stored.into_iter().map(|Stored(message)| message).collect();
    // The rows of a `DELETE` come in no order.
    messages.sort_by_key(|message| message.id);
    Ok(messages)
}

/// Takes the messages away, on SQLite.
pub(super) async fn remove(database: &Database, messages: &[Message]) -> Result<(), sqlx::Error> {
    let ids: Vec<String> = messages
        .iter()
        .map(|message| message.id.to_string())
        .collect();
    let ids = serde_json::to_string(&ids).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let mut transaction = database.begin().await?;
    sqlx::query("DELETE FROM outbox WHERE id IN (SELECT value FROM json_each($1))")
        .bind(ids)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}
