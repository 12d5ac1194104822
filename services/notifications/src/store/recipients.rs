//! The table `recipients`.

use orion_contracts::UserId;
use orion_infra::database::{micros, timestamp};
use sqlx::any::{Any, AnyRow};
use sqlx::{FromRow, Row as _, Transaction, query, query_as};

use super::decode::parsed;
use crate::domain::Recipient;

/// The row is made when it is missing, and is locked in either case: events of one user take turns.
const HOLD: &str = "
    INSERT INTO recipients (id, email, display_name, version) VALUES ($1, '', '', 0)
    ON CONFLICT (id) DO UPDATE SET version = recipients.version
    RETURNING id, email, display_name, version, deleted_at";

const WRITE: &str = "
    UPDATE recipients SET email = $2, display_name = $3, version = $4, deleted_at = $5 WHERE id = $1";

struct RecipientRow(Recipient);

impl<'r> FromRow<'r, AnyRow> for RecipientRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let deleted_at: Option<i64> = row.try_get("deleted_at")?;
        Ok(Self(Recipient {
            id: parsed::<UserId>(row, "id")?,
            email: row.try_get("email")?,
            display_name: row.try_get("display_name")?,
            version: row.try_get::<i64, _>("version")?.cast_unsigned(),
            deleted_at: deleted_at.map(timestamp),
        }))
    }
}

/// What is known of a user, held until the transaction ends.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn hold(
    transaction: &mut Transaction<'static, Any>,
    id: UserId,
) -> Result<Recipient, sqlx::Error> {
    let row: RecipientRow = query_as(HOLD)
        .bind(id.to_string())
        .fetch_one(&mut **transaction)
        .await?;
    Ok(row.0)
}

/// Keeps what is known of a user who is held.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn write(
    transaction: &mut Transaction<'static, Any>,
    recipient: &Recipient,
) -> Result<(), sqlx::Error> {
    query(WRITE)
        .bind(recipient.id.to_string())
        .bind(recipient.email.clone())
        .bind(recipient.display_name.clone())
        .bind(recipient.version.cast_signed())
        .bind(recipient.deleted_at.map(micros))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
