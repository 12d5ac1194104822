//! A service's own database: PostgreSQL or SQLite, behind one set of migrations and one text of each query.
//!
//! What keeps both dialects to one text: columns are `TEXT` or `BIGINT` only; ids are hyphenated UUIDs of
//! version 7 ([`new_id`]); instants are microseconds ([`micros`], [`timestamp`]); placeholders are `$1`. A
//! `SUM` of a `BIGINT` has to be cast back to `BIGINT`. What differs is told by [`Dialect`].

mod availability;
mod connect;
mod settings;
mod value;

pub use availability::is_unavailable;
pub use settings::{DatabaseSettings, DatabaseUrl};
pub use value::{micros, new_id, timestamp};

use sqlx::any::Any;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyPool, Transaction};

use crate::service::Check;

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// It cannot be reached, or it refuses the service.
    #[error("the database cannot be opened")]
    Connect(#[source] sqlx::Error),
    /// Its tables cannot be brought to what the service needs.
    #[error("the database cannot be migrated")]
    Migrate(#[source] MigrateError),
}

/// Which words a database understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// What ends a `SELECT` that takes rows for itself and passes over those that somebody else has taken.
    /// SQLite has one writer at a time, and no need of it.
    #[must_use]
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
            Self::Sqlite => "",
        }
    }
}

/// A database that is open and has the service's tables.
#[derive(Debug, Clone)]
pub struct Database {
    dialect: Dialect,
    pool: AnyPool,
    /// Where transactions come from. On SQLite it has one connection: whoever wants to write waits in turn,
    /// instead of asking again and again whether it may.
    writers: AnyPool,
}

impl Database {
    /// Opens the database, waits for it as long as the settings say when it cannot be reached yet, and
    /// brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be opened in time, or a migration fails.
    pub async fn connect(
        settings: &DatabaseSettings,
        migrations: &'static Migrator,
    ) -> Result<Self, DatabaseError> {
        connect::connect(settings, migrations).await
    }

    /// For single statements.
    #[must_use]
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Which words it understands.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// A transaction that may write. On SQLite there is one at a time: a task that holds one must neither
    /// begin another nor write through the pool before it has ended the first.
    ///
    /// # Errors
    /// When the database cannot be reached, or no connection gets free in time.
    pub async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.dialect {
            Dialect::Postgres => self.writers.begin().await,
            Dialect::Sqlite => self.writers.begin_with("BEGIN IMMEDIATE").await,
        }
    }

    /// Whether it answers: the check `database`.
    #[must_use]
    pub fn check(&self) -> Check {
        let pool = self.pool.clone();
        Check::new("database", move || {
            let pool = pool.clone();
            async move {
                sqlx::query("SELECT 1").execute(&pool).await?;
                Ok(())
            }
        })
    }

    /// Ends every connection, after what is under way on it.
    pub async fn close(&self) {
        self.pool.close().await;
        self.writers.close().await;
    }
}
