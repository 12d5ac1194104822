//! The table `accounts`.

use argon2::PasswordHash;
use jiff::Timestamp;
use orion_contracts::event::{Event, UserRegistered};
use orion_contracts::{EventId, SessionId, UserId};
use orion_infra::database::{micros, new_id};
use orion_infra::outbox;
use sqlx::any::{Any, AnyRow};
use sqlx::{Executor, FromRow, Row as _, Transaction};

use super::decode;
use crate::domain::{Account, Address, NewAccount};

/// Who says that somebody registered.
const SOURCE: &str = "/services/auth";

impl<'row> FromRow<'row, AnyRow> for Account {
    fn from_row(row: &'row AnyRow) -> Result<Self, sqlx::Error> {
        let id: String = row.try_get("id")?;
        let password: String = row.try_get("password_hash")?;
        let deactivated_at: Option<i64> = row.try_get("deactivated_at")?;
        let is_admin: i64 = row.try_get("is_admin")?;
        Ok(Self {
            user: id.parse().map_err(decode)?,
            password: PasswordHash::new(&password).map_err(decode)?,
            is_admin: is_admin != 0,
            is_active: deactivated_at.is_none(),
        })
    }
}

/// The account of that address.
///
/// # Errors
/// When the database cannot tell.
pub async fn find(
    database: impl Executor<'_, Database = Any>,
    address: &Address,
) -> Result<Option<Account>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, password_hash, is_admin, deactivated_at FROM accounts WHERE email = $1",
    )
    .bind(address.as_str())
    .fetch_optional(database)
    .await
}

/// The account that the session belongs to, as long as both may be used.
///
/// # Errors
/// When the database cannot tell.
pub async fn of_session(
    database: impl Executor<'_, Database = Any>,
    session: SessionId,
    now: Timestamp,
) -> Result<Option<Account>, sqlx::Error> {
    sqlx::query_as(
        "SELECT accounts.id, password_hash, is_admin, deactivated_at \
         FROM sessions JOIN accounts ON accounts.id = sessions.account_id \
         WHERE sessions.id = $1 AND sessions.ended_at IS NULL AND sessions.expires_at > $2 \
         AND accounts.deactivated_at IS NULL",
    )
    .bind(session.to_string())
    .bind(micros(now))
    .fetch_optional(database)
    .await
}

/// Opens the account and writes `user.registered` into the outbox, or does neither when the address has an
/// account already. Says whether it was opened.
///
/// # Errors
/// When the database refuses it.
pub async fn open(
    transaction: &mut Transaction<'_, Any>,
    account: &NewAccount,
) -> Result<bool, sqlx::Error> {
    let opened = sqlx::query(
        "INSERT INTO accounts (id, email, password_hash, is_admin, version, created_at) \
         VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (email) DO NOTHING",
    )
    .bind(account.user.to_string())
    .bind(account.address.as_str())
    .bind(account.password.to_string())
    .bind(i64::from(account.is_admin))
    .bind(micros(account.opened_at))
    .execute(&mut **transaction)
    .await?;
    if opened.rows_affected() == 0 {
        return Ok(false);
    }
    let event = Event {
        id: EventId(new_id()),
        source: SOURCE.to_owned(),
        time: account.opened_at,
        data: UserRegistered {
            user_id: account.user,
            email: account.address.to_string(),
            display_name: account.display_name.clone(),
        },
    };
    outbox::add(transaction, &event).await?;
    Ok(true)
}

/// Writes down that somebody tried to open an account with an address that has one. It is the same work for
/// the database as an outbox entry, and so the answer takes as long.
///
/// # Errors
/// When the database refuses it.
pub async fn tried_again(
    transaction: &mut Transaction<'_, Any>,
    address: &Address,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE accounts SET registered_again_at = $1 WHERE email = $2")
        .bind(micros(now))
        .bind(address.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Makes the account's owner an admin who logs in with that password.
///
/// # Errors
/// When the database refuses it.
pub async fn make_admin(
    transaction: &mut Transaction<'_, Any>,
    user: UserId,
    password: &PasswordHash,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE accounts SET is_admin = 1, password_hash = $1 WHERE id = $2")
        .bind(password.to_string())
        .bind(user.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Turns the account on or off as that version of the user says, unless a later one has spoken already. Says
/// whether it was the latest.
///
/// # Errors
/// When the database refuses it.
pub async fn turn(
    transaction: &mut Transaction<'_, Any>,
    user: UserId,
    version: u64,
    deactivated_at: Option<Timestamp>,
) -> Result<bool, sqlx::Error> {
    let turned = sqlx::query(
        "UPDATE accounts SET version = $1, deactivated_at = $2 WHERE id = $3 AND version < $1",
    )
    .bind(i64::try_from(version).unwrap_or(i64::MAX))
    .bind(deactivated_at.map(micros))
    .bind(user.to_string())
    .execute(&mut **transaction)
    .await?;
    Ok(turned.rows_affected() > 0)
}

/// Takes the account away, and with it all its sessions and their tokens.
///
/// # Errors
/// When the database refuses it.
pub async fn remove(
    transaction: &mut Transaction<'_, Any>,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    let removed = sqlx::query("DELETE FROM accounts WHERE id = $1")
        .bind(user.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(removed.rows_affected() > 0)
}
