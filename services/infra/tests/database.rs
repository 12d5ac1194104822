//! The database, the same on SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::time::Duration;

use orion_infra::database::{Database, DatabaseSettings, Dialect, is_unavailable, new_id};
use orion_infra::testing::databases;
use sqlx::Row as _;
use sqlx::migrate::Migrator;

static MIGRATIONS: Migrator = sqlx::migrate!("tests/migrations");

async fn effects(database: &Database) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM effects")
        .fetch_one(database.pool())
        .await
        .unwrap()
}

const INSERT: &str = "INSERT INTO effects (event_id, happened_at) VALUES ($1, $2)";

#[tokio::test]
async fn a_transaction_is_there_as_a_whole_or_not_at_all() {
    for database in databases(&MIGRATIONS).await {
        let mut kept = database.begin().await.unwrap();
        for number in 0..2_i64 {
            sqlx::query(INSERT)
                .bind(new_id().to_string())
                .bind(number)
                .execute(&mut *kept)
                .await
                .unwrap();
        }
        assert_eq!(effects(&database).await, 0, "nothing is seen before");
        kept.commit().await.unwrap();
        assert_eq!(effects(&database).await, 2);

        let mut dropped = database.begin().await.unwrap();
        sqlx::query("DELETE FROM effects")
            .execute(&mut *dropped)
            .await
            .unwrap();
        drop(dropped);
        let mut rolled_back = database.begin().await.unwrap();
        sqlx::query("DELETE FROM effects")
            .execute(&mut *rolled_back)
            .await
            .unwrap();
        rolled_back.rollback().await.unwrap();
        assert_eq!(effects(&database).await, 2);
    }
}

#[tokio::test]
async fn migrations_run_once_however_many_start() {
    for database in databases(&MIGRATIONS).await {
        let settings = database.settings();
        let starts = (0..4).map(|_| Database::connect(settings, &MIGRATIONS));
        for started in futures_util::future::join_all(starts).await {
            assert_eq!(effects(&started.unwrap()).await, 0);
        }
    }
}

#[tokio::test]
async fn many_writers_take_turns() {
    for database in databases(&MIGRATIONS).await {
        let writers = (0..64_i64).map(|number| {
            let database = &database;
            async move {
                let mut transaction = database.begin().await.unwrap();
                sqlx::query(INSERT)
                    .bind(new_id().to_string())
                    .bind(number)
                    .execute(&mut *transaction)
                    .await
                    .unwrap();
                transaction.commit().await.unwrap();
            }
        });
        futures_util::future::join_all(writers).await;
        assert_eq!(effects(&database).await, 64);
    }
}

#[tokio::test]
async fn one_text_of_a_query_is_understood_by_both() {
    for database in databases(&MIGRATIONS).await {
        let mut transaction = database.begin().await.unwrap();
        let row = sqlx::query(
            "INSERT INTO inbox (queue, event_id, handled_at) VALUES ($2, $1, $3) \
             ON CONFLICT (queue, event_id) DO UPDATE SET handled_at = excluded.handled_at \
             RETURNING queue, event_id, handled_at",
        )
        .bind("event ☃")
        .bind("queue")
        .bind(i64::MAX)
        .fetch_one(&mut *transaction)
        .await
        .unwrap();
        assert_eq!(row.get::<String, _>("queue"), "queue");
        assert_eq!(row.get::<String, _>("event_id"), "event ☃");
        assert_eq!(row.get::<i64, _>("handled_at"), i64::MAX);
        let nothing: Option<String> = sqlx::query_scalar("SELECT CAST($1 AS TEXT)")
            .bind(None::<String>)
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
        assert_eq!(nothing, None);
        let query = format!(
            "SELECT event_id FROM inbox WHERE queue = $1 LIMIT 1{}",
            database.dialect().skip_locked()
        );
        let found: Option<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(query))
            .bind("queue")
            .fetch_optional(&mut *transaction)
            .await
            .unwrap();
        assert!(found.is_some());
    }
}

#[tokio::test]
async fn a_violated_constraint_is_no_outage() {
    for database in databases(&MIGRATIONS).await {
        let insert = || {
            sqlx::query("INSERT INTO inbox (queue, event_id, handled_at) VALUES ('a', 'b', 1)")
                .execute(database.pool())
        };
        insert().await.unwrap();
        let error = insert().await.unwrap_err();
        assert!(error.as_database_error().unwrap().is_unique_violation());
        assert!(!is_unavailable(&error));
    }
}

#[tokio::test]
async fn it_answers_its_check_until_it_is_closed() {
    for database in databases(&MIGRATIONS).await {
        assert_eq!(database.check().name(), "database");
        database.check().ask().await.unwrap();
        database.close().await;
        database.check().ask().await.unwrap_err();
    }
}

#[tokio::test]
async fn a_database_in_memory_outlives_its_idle_connection() {
    let settings = DatabaseSettings::new("sqlite::memory:".parse().unwrap());
    let database = Database::connect(&settings, &MIGRATIONS).await.unwrap();
    assert_eq!(database.dialect(), Dialect::Sqlite);
    let mut transaction = database.begin().await.unwrap();
    sqlx::query(INSERT)
        .bind("a")
        .bind(1_i64)
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(effects(&database).await, 1);
}

#[tokio::test]
async fn sqlite_is_set_up_for_a_service() {
    let databases = databases(&MIGRATIONS).await;
    let mut connection = databases[0].pool().acquire().await.unwrap();
    let mut pragma = async |text: &'static str| -> String {
        let row = sqlx::query(text).fetch_one(&mut *connection).await.unwrap();
        row.try_get::<String, _>(0)
            .or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string()))
            .unwrap()
    };
    assert_eq!(pragma("PRAGMA journal_mode").await, "wal");
    assert_eq!(pragma("PRAGMA busy_timeout").await, "10000");
    assert_eq!(pragma("PRAGMA foreign_keys").await, "1");
    assert_eq!(pragma("PRAGMA synchronous").await, "1");
}

#[tokio::test]
async fn a_database_file_may_have_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("what? 100% #1.sqlite");
    let url = format!("sqlite:{}", file.display());
    let settings = DatabaseSettings::new(url.parse().unwrap());
    Database::connect(&settings, &MIGRATIONS).await.unwrap();
    assert!(file.exists());
}

#[tokio::test]
async fn a_file_that_cannot_be_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!(
        "sqlite:{}",
        folder.path().join("none/test.sqlite").display()
    );
    let settings = DatabaseSettings::new(url.parse().unwrap());
    let connected = tokio::time::timeout(
        Duration::from_secs(20),
        Database::connect(&settings, &MIGRATIONS),
    );
    connected.await.unwrap().unwrap_err();
}

#[tokio::test]
async fn a_database_that_is_not_there_is_waited_for_in_vain_no_longer_than_said() {
    let mut settings =
        DatabaseSettings::new("postgres://nobody@127.0.0.1:1/nothing".parse().unwrap());
    settings.wait = Duration::from_millis(300);
    let connected = tokio::time::timeout(
        Duration::from_secs(20),
        Database::connect(&settings, &MIGRATIONS),
    );
    connected.await.unwrap().unwrap_err();
}
