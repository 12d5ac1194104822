//! Reading and writing profiles.

use jiff::Timestamp;
use orion_contracts::UserId;
use orion_contracts::event::{Event, UserRegistered};
use orion_contracts::user::v1::User;
use orion_infra::database::{Database, Dialect, micros};
use sqlx::{Any, Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::row::{ProfileRow, columns, word_of};
use crate::domain::{Search, searched};

const FIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM users WHERE id = $1 AND deleted_at IS NULL"
);

/// The same, and nobody else changes the row until the transaction ends.
const HOLD: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM users WHERE id = $1 AND deleted_at IS NULL FOR UPDATE"
);

const PAGE: &str = concat!(
    "SELECT ",
    columns!(),
    r" FROM users
    WHERE deleted_at IS NULL AND (created_at, id) > ($1, $2) AND searched LIKE $3 ESCAPE '\'
    ORDER BY created_at, id LIMIT $4"
);

const ADD: &str = "
    INSERT INTO users (id, email, display_name, searched, status, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, 'active', 1, $5, $5)
    ON CONFLICT (id) DO NOTHING";

const CHANGE: &str = "
    UPDATE users SET display_name = $2, searched = $3, status = $4, version = $5, updated_at = $6
    WHERE id = $1 AND deleted_at IS NULL";

const REMOVE: &str = "
    UPDATE users
    SET email = '', display_name = '', searched = '', version = version + 1, updated_at = $2, deleted_at = $2
    WHERE id = $1 AND deleted_at IS NULL";

/// A place in the list. Neither part of it ever changes, and a deleted user keeps theirs, so that nobody is
/// skipped or seen twice while others come, go and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    created_at: i64,
    id: UserId,
}

impl Place {
    /// Before everybody.
    pub const START: Self = Self {
        created_at: i64::MIN,
        id: UserId(Uuid::nil()),
    };
}

/// All profiles of one database.
#[derive(Debug, Clone)]
pub struct Profiles {
    database: Database,
}

impl Profiles {
    /// Of that database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Begins what is to happen as one.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.database.begin().await
    }

    /// Where the list goes on behind that user, who may be deleted by now; nothing when there never was one.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn place(&self, id: UserId) -> Result<Option<Place>, sqlx::Error> {
        let created_at: Option<i64> = query_scalar("SELECT created_at FROM users WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(self.database.pool())
            .await?;
        Ok(created_at.map(|created_at| Place { created_at, id }))
    }

    /// At most `limit` users behind the place, those who came first going first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn page(
        &self,
        search: &Search,
        after: Place,
        limit: u16,
    ) -> Result<Vec<User>, sqlx::Error> {
        let rows: Vec<ProfileRow> = query_as(PAGE)
            .bind(after.created_at)
            .bind(after.id.to_string())
            .bind(search.pattern().to_owned())
            .bind(i64::from(limit))
            .fetch_all(self.database.pool())
            .await?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// The user, if there is one.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn find(&self, id: UserId) -> Result<Option<User>, sqlx::Error> {
        let row: Option<ProfileRow> = query_as(FIND)
            .bind(id.to_string())
            .fetch_optional(self.database.pool())
            .await?;
        Ok(row.map(|row| row.0))
    }

    /// The user, if there is one, held until the transaction ends: others who would change them wait.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn hold(
        &self,
        transaction: &mut Transaction<'static, Any>,
        id: UserId,
    ) -> Result<Option<User>, sqlx::Error> {
        let text = match self.database.dialect() {
            Dialect::Postgres => HOLD,
            // It has one writer at a time, and the transaction is it.
            Dialect::Sqlite => FIND,
        };
        let row: Option<ProfileRow> = query_as(text)
            .bind(id.to_string())
            .fetch_optional(&mut **transaction)
            .await?;
        Ok(row.map(|row| row.0))
    }
}

/// Adds the profile of who has registered. Nothing happens when it is there, or was and is deleted.
///
/// # Errors
/// When the database cannot.
pub async fn add(
    transaction: &mut Transaction<'static, Any>,
    event: &Event<UserRegistered>,
) -> Result<bool, sqlx::Error> {
    let registered = &event.data;
    let added = query(ADD)
        .bind(registered.user_id.to_string())
        .bind(registered.email.clone())
        .bind(registered.display_name.clone())
        .bind(searched(&registered.email, &registered.display_name))
        .bind(micros(event.time))
        .execute(&mut **transaction)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Writes a user who is held and was changed.
///
/// # Errors
/// When the database cannot.
pub async fn change(
    transaction: &mut Transaction<'static, Any>,
    user: &User,
) -> Result<(), sqlx::Error> {
    let version = i64::try_from(user.version).map_err(|error| sqlx::Error::Encode(error.into()))?;
    query(CHANGE)
        .bind(user.id.to_string())
        .bind(user.display_name.clone())
        .bind(searched(&user.email, &user.display_name))
        .bind(word_of(user.status))
        .bind(version)
        .bind(micros(user.updated_at))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Deletes a user who is held: what is personal goes, and a mark stays.
///
/// # Errors
/// When the database cannot.
pub async fn remove(
    transaction: &mut Transaction<'static, Any>,
    id: UserId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    query(REMOVE)
        .bind(id.to_string())
        .bind(micros(now))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
