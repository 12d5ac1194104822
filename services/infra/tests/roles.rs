//! `services/database/setup`, on a PostgreSQL server of its own.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::path::PathBuf;
use std::process::{Command, Output};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _};

const ROLES: [&str; 3] = ["auth", "user", "notifications"];

/// A PostgreSQL that goes with the test.
struct Server {
    data: PathBuf,
    admin: AnyConnectOptions,
}

impl Server {
    fn start() -> Self {
        let data = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("roles-servers");
        script(&data, &["remove"]);
        let printed = script(&data, &["start", "postgres"]);
        let (_, url) = printed.trim().split_once('=').unwrap();
        Self {
            data,
            admin: url.parse().unwrap(),
        }
    }

    /// Runs `setup` with those passwords, the last in a file.
    fn set_up(&self, passwords: [&str; 3]) -> Output {
        let mut url = self.admin.database_url.clone();
        let password = url.password().unwrap_or_default().to_owned();
        url.set_password(None).unwrap();
        let file = self.data.join("secret");
        std::fs::write(&file, format!("{}\n", passwords[2])).unwrap();
        Command::new("bash")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../database/setup"))
            .arg(url.as_str())
            .env("PGPASSWORD", password)
            .env("ORION_AUTH_DATABASE_PASSWORD", passwords[0])
            .env("ORION_USER_DATABASE_PASSWORD", passwords[1])
            .env("ORION_NOTIFICATIONS_DATABASE_PASSWORD_FILE", file)
            .output()
            .unwrap()
    }

    async fn connect(
        &self,
        role: &str,
        password: &str,
        database: &str,
    ) -> Result<AnyConnection, sqlx::Error> {
        let mut options = self.admin.clone();
        options.database_url.set_username(role).unwrap();
        options.database_url.set_password(Some(password)).unwrap();
        options.database_url.set_path(database);
        options.connect().await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        script(&self.data, &["remove"]);
    }
}

/// What `tests/servers` prints.
fn script(data: &PathBuf, arguments: &[&str]) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/servers");
    let output = Command::new(script)
        .args(arguments)
        .env("ORION_SERVERS", data)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Why somebody was refused, by PostgreSQL's code.
fn refusal(connected: Result<AnyConnection, sqlx::Error>) -> String {
    let error = connected.unwrap_err();
    error.as_database_error().unwrap().code().unwrap().into()
}

#[tokio::test]
async fn a_role_has_its_database_and_no_other() {
    if std::env::var_os("ORION_TEST_POSTGRES").is_none() {
        // It says that it is skipped, or that it must not be.
        orion_infra::testing::databases(&sqlx::migrate!("tests/migrations")).await;
        return;
    }
    sqlx::any::install_default_drivers();
    let server = Server::start();
    for passwords in [
        ["first", "it's \"quoted\" \\ $1", "third"],
        ["another", "second", "'"],
    ] {
        let output = server.set_up(passwords);
        assert!(output.status.success(), "{output:?}");
        for (role, password) in ROLES.into_iter().zip(passwords) {
            let mut own = server.connect(role, password, role).await.unwrap();
            own.execute("CREATE TABLE IF NOT EXISTS mine (id TEXT)")
                .await
                .unwrap();
            own.close().await.unwrap();
            let others = ROLES.into_iter().filter(|other| *other != role);
            for other in others.chain(["postgres", "template1"]) {
                let refused = refusal(server.connect(role, password, other).await);
                assert_eq!(refused, "42501", "{role} in {other}");
            }
            let refused = refusal(server.connect(role, "wrong", role).await);
            assert_eq!(refused, "28P01", "{role}");
        }
    }
    let output = server.set_up(["", "", "third"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    for name in [
        "ORION_AUTH_DATABASE_PASSWORD",
        "ORION_USER_DATABASE_PASSWORD",
    ] {
        assert!(said.contains(name), "{said}");
    }
    let log = std::fs::read_to_string(server.data.join("postgres.log")).unwrap();
    assert!(!log.contains("quoted"), "the log holds a password");
}
