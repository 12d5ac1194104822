//! Opening a database: what each dialect needs, patience at the start, migrations.

use std::time::Duration;

use sqlx::AnyPool;
use sqlx::Executor as _;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use tokio::time::Instant;

use super::{Database, DatabaseError, DatabaseSettings, Dialect, is_unavailable};
use crate::backoff::Backoff;
use crate::config::ExposeSecret as _;

/// How long a caller waits for a connection to get free.
const ACQUIRE: Duration = Duration::from_secs(10);

/// What every connection to PostgreSQL is told: a transaction whose owner is gone must not hold its locks.
const POSTGRES: &str = "SET idle_in_transaction_session_timeout = '120s'";

/// What every connection to SQLite is told. A power cut may undo the last transactions with `NORMAL`, but a
/// crash of the process does not, and the file stays whole.
const SQLITE: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON";

pub(super) async fn connect(
    settings: &DatabaseSettings,
    migrations: &'static Migrator,
) -> Result<Database, DatabaseError> {
    sqlx::any::install_default_drivers();
    let dialect = settings.url.dialect();
    let options = options(settings).map_err(DatabaseError::Connect)?;
    let memory = settings.url.text().starts_with("sqlite::memory:");
    let writers = match dialect {
        Dialect::Sqlite => pool(dialect, 1),
        Dialect::Postgres => pool(dialect, settings.connections),
    };
    // A server may be on its way; a file is there or is not.
    let wait = match dialect {
        Dialect::Postgres => settings.wait,
        Dialect::Sqlite => Duration::ZERO,
    };
    let writers = wait_for(writers, &options, wait)
        .await
        .map_err(DatabaseError::Connect)?;
    // Each connection to `:memory:` has a database of its own, so there is one for everything.
    let pool = if memory || dialect == Dialect::Postgres {
        writers.clone()
    } else {
        pool(dialect, settings.connections).connect_lazy_with(options)
    };
    let database = Database {
        dialect,
        pool,
        writers,
    };
    migrate(&database, migrations).await?;
    Ok(database)
}

/// The URL as the driver reads it.
fn options(settings: &DatabaseSettings) -> Result<AnyConnectOptions, sqlx::Error> {
    let url = settings.url.text();
    let mut options: AnyConnectOptions = match url.strip_prefix("sqlite:") {
        Some(":memory:") | None => url.parse()?,
        Some(path) => sqlite_url(path).parse()?,
    };
    if let (Some(password), Dialect::Postgres) = (&settings.password, settings.url.dialect()) {
        options
            .database_url
            .set_password(Some(password.expose_secret()))
            .map_err(|()| sqlx::Error::Configuration("the URL names no host".into()))?;
    }
    Ok(options)
}

/// The path as a URL, in which `%`, `?` and `#` would mean something else. The file is made if it is missing.
fn sqlite_url(path: &str) -> String {
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    format!("sqlite:{path}?mode=rwc")
}

fn pool(dialect: Dialect, connections: u32) -> AnyPoolOptions {
    let options = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE);
    let (options, prepare) = match dialect {
        Dialect::Postgres => (options, POSTGRES),
        // A file needs no fresh connections, and `:memory:` would be lost with its only one.
        Dialect::Sqlite => (
            options
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false),
            SQLITE,
        ),
    };
    options.after_connect(move |connection, _| {
        Box::pin(async move {
            connection.execute(prepare).await?;
            Ok(())
        })
    })
}

/// Opens the first connection, and asks again for a while when the database is not there yet.
async fn wait_for(
    pool: AnyPoolOptions,
    options: &AnyConnectOptions,
    wait: Duration,
) -> Result<AnyPool, sqlx::Error> {
    let deadline = Instant::now() + wait;
    let mut backoff = Backoff::new();
    loop {
        let remaining = deadline.saturating_duration_since(Instant::now());
        let attempt = pool
            .clone()
            .acquire_timeout(remaining.clamp(Duration::from_secs(1), ACQUIRE))
            .connect_with(options.clone());
        let error = match attempt.await {
            Ok(pool) => return Ok(pool),
            Err(error) => error,
        };
        let pause = backoff.pause();
        if !is_unavailable(&error) || Instant::now() + pause >= deadline {
            return Err(error);
        }
        tracing::warn!(error = %error, "the database cannot be reached yet");
        tokio::time::sleep(pause).await;
    }
}

async fn migrate(database: &Database, migrations: &Migrator) -> Result<(), DatabaseError> {
    match database.dialect {
        // It takes a lock of PostgreSQL's, so that of many that start at once one migrates.
        Dialect::Postgres => {
            let mut connection = database
                .writers
                .acquire()
                .await
                .map_err(DatabaseError::Connect)?;
            migrations
                .run_direct(None, &mut *connection, false)
                .await
                .map_err(DatabaseError::Migrate)
        }
        // On SQLite the transaction around all of them is the lock.
        Dialect::Sqlite => {
            let mut transaction = database.begin().await.map_err(DatabaseError::Connect)?;
            migrations
                .run_direct(None, &mut *transaction, false)
                .await
                .map_err(DatabaseError::Migrate)?;
            transaction.commit().await.map_err(DatabaseError::Connect)
        }
    }
}
