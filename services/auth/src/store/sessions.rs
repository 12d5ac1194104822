//! The tables `sessions` and `refresh_tokens`.

use jiff::Timestamp;
use orion_contracts::{SessionId, UserId};
use orion_infra::database::{micros, timestamp};
use sqlx::any::Any;
use sqlx::{AnyPool, Executor, Transaction};

use super::decode;
use crate::domain::Digest;

/// A refresh token that is to be handed out.
#[derive(Debug)]
pub struct NewToken<'token> {
    /// What is kept of it.
    pub digest: &'token Digest,
    /// The session it belongs to.
    pub session: SessionId,
    /// When it is handed out.
    pub issued_at: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// Begins a session with its first token.
///
/// # Errors
/// When the database refuses it; also when the account is gone by now.
pub async fn begin(
    transaction: &mut Transaction<'_, Any>,
    user: UserId,
    token: &NewToken<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sessions (id, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(token.session.to_string())
    .bind(user.to_string())
    .bind(micros(token.issued_at))
    .bind(micros(token.expires_at))
    .execute(&mut **transaction)
    .await?;
    add(transaction, token).await
}

/// Keeps the session for this transaction, so that nothing else happens to it meanwhile, and lets it go on
/// until then. Says whether it goes on at all.
///
/// Whoever changes a token takes its session first: that is the order in which a session is deleted, too, and
/// so nobody waits for somebody who waits for them.
///
/// # Errors
/// When the database refuses it.
pub async fn keep(
    transaction: &mut Transaction<'_, Any>,
    session: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let kept = sqlx::query(
        "UPDATE sessions SET expires_at = $1 WHERE id = $2 AND ended_at IS NULL AND expires_at > $3",
    )
    .bind(micros(expires_at))
    .bind(session.to_string())
    .bind(micros(now))
    .execute(&mut **transaction)
    .await?;
    Ok(kept.rows_affected() > 0)
}

/// Adds the next token to a session.
///
/// # Errors
/// When the database refuses it.
pub async fn add(
    transaction: &mut Transaction<'_, Any>,
    token: &NewToken<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO refresh_tokens (digest, session_id, issued_at, expires_at) \
         VALUES ($1, $2, $3, $4)",
    )
    .bind(token.digest.as_str())
    .bind(token.session.to_string())
    .bind(micros(token.issued_at))
    .bind(micros(token.expires_at))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Uses a token up, unless somebody has before, and gives when it expires.
///
/// # Errors
/// When the database refuses it.
pub async fn spend(
    transaction: &mut Transaction<'_, Any>,
    digest: &Digest,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let expires_at: Option<(i64,)> = sqlx::query_as(
        "UPDATE refresh_tokens SET used_at = $1 WHERE digest = $2 AND used_at IS NULL \
         RETURNING expires_at",
    )
    .bind(micros(now))
    .bind(digest.as_str())
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(expires_at.map(|(micros,)| timestamp(micros)))
}

/// The session that a token belongs to, used or not.
///
/// # Errors
/// When the database cannot tell.
pub async fn of_token(
    database: impl Executor<'_, Database = Any>,
    digest: &Digest,
) -> Result<Option<SessionId>, sqlx::Error> {
    let id: Option<(String,)> =
        sqlx::query_as("SELECT session_id FROM refresh_tokens WHERE digest = $1")
            .bind(digest.as_str())
            .fetch_optional(database)
            .await?;
    id.map(|(id,)| id.parse().map_err(decode)).transpose()
}

/// Ends a session: none of its tokens is worth anything from then on. Says whether it had not ended before.
///
/// # Errors
/// When the database refuses it.
pub async fn end(
    transaction: &mut Transaction<'_, Any>,
    session: SessionId,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query("UPDATE sessions SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL")
        .bind(micros(now))
        .bind(session.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Ends every session of a user.
///
/// # Errors
/// When the database refuses it.
pub async fn end_all(
    transaction: &mut Transaction<'_, Any>,
    user: UserId,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let ended =
        sqlx::query("UPDATE sessions SET ended_at = $1 WHERE account_id = $2 AND ended_at IS NULL")
            .bind(micros(now))
            .bind(user.to_string())
            .execute(&mut **transaction)
            .await?;
    Ok(ended.rows_affected())
}

/// Takes away what has expired: such tokens are refused whether or not they are remembered.
///
/// # Errors
/// When the database refuses it.
pub async fn prune(pool: &AnyPool, now: Timestamp) -> Result<(), sqlx::Error> {
    for query in [
        "DELETE FROM refresh_tokens WHERE expires_at <= $1",
        "DELETE FROM sessions WHERE expires_at <= $1",
    ] {
        sqlx::query(query).bind(micros(now)).execute(pool).await?;
    }
    Ok(())
}
