//! The table `signing_keys`.

use jiff::Timestamp;
use orion_infra::database::{micros, timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, FromRow, Row as _};

/// A key as its row holds it.
#[derive(Clone)]
pub struct StoredKey {
    /// Its number, from 1.
    pub generation: i64,
    /// What tokens call it.
    pub id: String,
    /// The private key.
    pub secret: String,
    /// When it begins to sign.
    pub signs_from: Timestamp,
}

impl<'row> FromRow<'row, AnyRow> for StoredKey {
    fn from_row(row: &'row AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            generation: row.try_get("generation")?,
            id: row.try_get("id")?,
            secret: row.try_get("secret")?,
            signs_from: timestamp(row.try_get("signs_from")?),
        })
    }
}

/// Every key, in the order in which they sign.
///
/// # Errors
/// When the database cannot tell.
pub async fn all(pool: &AnyPool) -> Result<Vec<StoredKey>, sqlx::Error> {
    sqlx::query_as(
        "SELECT generation, id, secret, signs_from FROM signing_keys ORDER BY generation",
    )
    .fetch_all(pool)
    .await
}

/// Adds the key, unless another instance has added one of that number.
///
/// # Errors
/// When the database refuses it.
pub async fn add(pool: &AnyPool, key: &StoredKey) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO signing_keys (generation, id, secret, signs_from) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (generation) DO NOTHING",
    )
    .bind(key.generation)
    .bind(&key.id)
    .bind(&key.secret)
    .bind(micros(key.signs_from))
    .execute(pool)
    .await?;
    Ok(())
}

/// Takes away the keys up to that number.
///
/// # Errors
/// When the database refuses it.
pub async fn remove_up_to(pool: &AnyPool, generation: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM signing_keys WHERE generation <= $1")
        .bind(generation)
        .execute(pool)
        .await?;
    Ok(())
}
