//! The table `emails`: letters that wait for the mail server.

use jiff::Timestamp;
use orion_contracts::{NotificationId, UserId};
use orion_infra::database::{Database, Dialect, micros, timestamp};
use sqlx::any::{Any, AnyRow};
use sqlx::{FromRow, Row as _, Transaction, query, query_as, query_scalar};

use super::decode::parsed;
use crate::domain::{Letter, NewNotification, Text};

const QUEUE: &str = "
    INSERT INTO emails (id, user_id, address, subject, body, created_at, attempts, due_at)
    VALUES ($1, $2, $3, $4, $5, $6, 0, $6)";

/// Takes the letter that has waited longest, for as long as an attempt to send it may take.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE emails SET attempts = attempts + 1, due_at = $2
            WHERE id = (
                SELECT id FROM emails WHERE given_up_at IS NULL AND due_at <= $1
                ORDER BY due_at, id LIMIT 1",
            $lock,
            ")
            RETURNING id, user_id, address, subject, body, attempts"
        )
    };
}

/// A letter that this instance is to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Which letter: the notification that it brings.
    pub id: NotificationId,
    /// Whom it is for.
    pub user_id: UserId,
    /// What it says, and where it goes.
    pub letter: Letter,
    /// Which attempt this is, counted from 1.
    pub attempt: u32,
}

impl<'r> FromRow<'r, AnyRow> for Claimed {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let attempts: i64 = row.try_get("attempts")?;
        Ok(Self {
            id: parsed(row, "id")?,
            user_id: parsed(row, "user_id")?,
            letter: Letter {
                address: row.try_get("address")?,
                text: Text {
                    title: row.try_get("subject")?,
                    body: row.try_get("body")?,
                },
            },
            attempt: u32::try_from(attempts).unwrap_or(u32::MAX),
        })
    }
}

/// All letters of one database.
#[derive(Debug, Clone)]
pub struct Emails {
    database: Database,
}

impl Emails {
    /// Of that database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// When the next letter is due, if one waits.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, sqlx::Error> {
        let due: Option<i64> = query_scalar(
            "SELECT due_at FROM emails WHERE given_up_at IS NULL ORDER BY due_at LIMIT 1",
        )
        .fetch_optional(self.database.pool())
        .await?;
        Ok(due.map(timestamp))
    }

    /// Takes a letter that is due, so that until `lease` nobody else does.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn claim(
        &self,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Option<Claimed>, sqlx::Error> {
        let text = match self.database.dialect() {
            Dialect::Postgres => claim!(" FOR UPDATE SKIP LOCKED"),
            Dialect::Sqlite => claim!(""),
        };
        let mut transaction = self.database.begin().await?;
        let claimed = query_as(text)
            .bind(micros(now))
            .bind(micros(lease))
            .fetch_optional(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Begins what is to happen as one.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.database.begin().await
    }

    /// The attempt failed: the next one is made at `due`.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn put_off(
        &self,
        id: NotificationId,
        due: Timestamp,
        failure: &str,
    ) -> Result<(), sqlx::Error> {
        query("UPDATE emails SET due_at = $2, failure = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(micros(due))
            .bind(failure.to_owned())
            .execute(self.database.pool())
            .await?;
        Ok(())
    }

    /// No further attempt is made. The letter stays, to be looked at.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn give_up(
        &self,
        id: NotificationId,
        now: Timestamp,
        failure: &str,
    ) -> Result<(), sqlx::Error> {
        query("UPDATE emails SET given_up_at = $2, failure = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(micros(now))
            .bind(failure.to_owned())
            .execute(self.database.pool())
            .await?;
        Ok(())
    }

    /// Takes away what was given up before that time.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn prune(&self, before: Timestamp) -> Result<(), sqlx::Error> {
        query("DELETE FROM emails WHERE given_up_at < $1")
            .bind(micros(before))
            .execute(self.database.pool())
            .await?;
        Ok(())
    }
}

/// Puts a letter on its way, with the notification that it brings.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn queue(
    transaction: &mut Transaction<'static, Any>,
    notification: &NewNotification,
    letter: &Letter,
) -> Result<(), sqlx::Error> {
    query(QUEUE)
        .bind(notification.id.to_string())
        .bind(notification.user_id.to_string())
        .bind(letter.address.clone())
        .bind(letter.text.title.clone())
        .bind(letter.text.body.clone())
        .bind(micros(notification.sent_at))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Takes a letter away that was sent, and gives whether it was still there.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn remove(
    transaction: &mut Transaction<'static, Any>,
    id: NotificationId,
) -> Result<bool, sqlx::Error> {
    let removed = query("DELETE FROM emails WHERE id = $1")
        .bind(id.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// Takes away every letter to a user.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn remove_of(
    transaction: &mut Transaction<'static, Any>,
    user: UserId,
) -> Result<(), sqlx::Error> {
    query("DELETE FROM emails WHERE user_id = $1")
        .bind(user.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
