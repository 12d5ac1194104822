//! The service's tables: one text of each query for both dialects.

pub mod accounts;
pub mod sessions;
pub mod signing_keys;

use sqlx::migrate::Migrator;

/// What makes the tables.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// A column that does not hold what it should.
fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(error.into())
}
