//! Fresh databases: SQLite always, PostgreSQL where a server is.

use std::ops::Deref;
use std::thread;

use sqlx::any::AnyConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use tempfile::TempDir;

use super::servers;
use crate::database::{Database, DatabaseSettings, new_id};

/// An empty database with a service's tables; it goes when this is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    settings: DatabaseSettings,
    _place: Place,
}

impl TestDatabase {
    /// How a service is told of it.
    #[must_use]
    pub fn settings(&self) -> &DatabaseSettings {
        &self.settings
    }
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

/// What is to be cleared away.
#[derive(Debug)]
enum Place {
    Folder {
        _folder: TempDir,
    },
    Server {
        admin: AnyConnectOptions,
        name: String,
    },
}

/// A fresh database of each kind that can be had here.
///
/// # Panics
/// When one cannot be made, or `ORION_REQUIRE_ALL` is set and `ORION_TEST_POSTGRES` is not.
pub async fn databases(migrations: &'static Migrator) -> Vec<TestDatabase> {
    let mut databases = vec![sqlite(migrations).await];
    if let Some(url) = servers::url("PostgreSQL", "ORION_TEST_POSTGRES") {
        databases.push(postgres(&url, migrations).await);
    }
    databases
}

async fn sqlite(migrations: &'static Migrator) -> TestDatabase {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("no folder: {error}"));
    let file = folder.path().join("test.sqlite");
    let place = Place::Folder { _folder: folder };
    connected(&format!("sqlite:{}", file.display()), place, migrations).await
}

async fn postgres(admin: &str, migrations: &'static Migrator) -> TestDatabase {
    sqlx::any::install_default_drivers();
    let admin: AnyConnectOptions = admin
        .parse()
        .unwrap_or_else(|error| panic!("`ORION_TEST_POSTGRES`: {error}"));
    let name = format!("orion_test_{}", new_id().simple());
    let mut url = admin.database_url.clone();
    url.set_path(&name);
    execute(
        &admin,
        format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"),
    )
    .await
    .unwrap_or_else(|error| panic!("no PostgreSQL database: {error}"));
    connected(url.as_str(), Place::Server { admin, name }, migrations).await
}

async fn connected(url: &str, place: Place, migrations: &'static Migrator) -> TestDatabase {
    let url = url.parse().unwrap_or_else(|error| panic!("{error}"));
    let settings = DatabaseSettings::new(url);
    let database = Database::connect(&settings, migrations)
        .await
        .unwrap_or_else(|error| panic!("{error}: {:?}", std::error::Error::source(&error)));
    TestDatabase {
        database,
        settings,
        _place: place,
    }
}

async fn execute(admin: &AnyConnectOptions, statement: String) -> Result<(), sqlx::Error> {
    let mut connection: AnyConnection = admin.connect().await?;
    connection.execute(AssertSqlSafe(statement)).await?;
    connection.close().await
}

impl Drop for Place {
    fn drop(&mut self) {
        let Self::Server { admin, name } = self else {
            return;
        };
        let admin = admin.clone();
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        // A runtime of its own: the test's may be ending, and cannot be waited for from within.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            // The test has its verdict; a database that is left does not change it.
            let _ = runtime.map(|runtime| runtime.block_on(execute(&admin, statement)));
        });
        let _ = dropped.join();
    }
}
