//! What becomes of events when a consumer, the broker or the database is killed.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{env, fs};

use orion_infra::bus::{Bus, BusSettings};
use orion_infra::database::{Database, DatabaseSettings};
use orion_infra::outbox::Outbox;
use orion_infra::testing::bus_settings;

use crate::support::{MIGRATIONS, Noting, QUEUE, Task, add, relay, service, within};

/// Between one event and the next. As fast as the database takes them, the consumer would fall behind by more
/// than it works off in the time that the test has.
const PACE: Duration = Duration::from_millis(5);

/// Servers that this test alone uses, and kills.
struct Servers(PathBuf);

impl Servers {
    fn start() -> Self {
        let servers = Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("crash-servers"));
        servers.run(&["remove"]);
        servers
    }

    /// What the script prints.
    fn run(&self, arguments: &[&str]) -> String {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/servers");
        let output = Command::new(script)
            .args(arguments)
            .env("ORION_SERVERS", &self.0)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts it, and gives its URL.
    fn url(&self, server: &str) -> String {
        let printed = self.run(&["start", server]);
        printed.trim().split_once('=').unwrap().1.to_owned()
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.run(&["remove"]);
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn connect(postgres: &str, rabbitmq: &str) -> (Database, Bus) {
    let mut settings = DatabaseSettings::new(postgres.parse().unwrap());
    settings.wait = Duration::from_mins(1);
    let database = Database::connect(&settings, &MIGRATIONS).await.unwrap();
    let bus = Bus::open(&BusSettings::new(rabbitmq.parse().unwrap())).await;
    (database, bus.unwrap())
}

/// Not a test: the process that is killed. It publishes and consumes until then.
#[tokio::test]
#[ignore = "it is started by the test that kills it"]
async fn victim() {
    let (Ok(postgres), Ok(rabbitmq)) = (env::var("VICTIM_POSTGRES"), env::var("VICTIM_RABBITMQ"))
    else {
        return;
    };
    let (database, bus) = connect(&postgres, &rabbitmq).await;
    let (noting, _committed) = Noting::new();
    let _service = service(&database, &bus, noting);
    let _relay = relay(&Outbox::new(database.clone(), bus.clone()));
    std::future::pending::<()>().await;
}

fn victim_process(postgres: &str, rabbitmq: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["crash::victim", "--exact", "--ignored", "--nocapture"])
        .env("VICTIM_POSTGRES", postgres)
        .env("VICTIM_RABBITMQ", rabbitmq)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits for so many more effects, whatever else is going on.
async fn more_effects(database: &Database, more: i64) {
    let effects = async || {
        sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM effects")
            .fetch_one(database.pool())
            .await
    };
    let mut from = None;
    within(async {
        loop {
            if let Ok(now) = effects().await
                && now >= *from.get_or_insert(now) + more
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_happens_twice_whatever_is_killed() {
    if bus_settings().len() < 2 {
        return;
    }
    let servers = Servers::start();
    let (postgres, rabbitmq) = (servers.url("postgres"), servers.url("rabbitmq"));
    let (database, bus) = connect(&postgres, &rabbitmq).await;
    let mut victim = victim_process(&postgres, &rabbitmq);
    let done = Arc::new(AtomicBool::new(false));
    let adding = {
        let (database, done) = (database.clone(), done.clone());
        Task::start(async move {
            let mut added = Vec::new();
            while !done.load(Ordering::SeqCst) {
                if let Ok(id) = add(&database).await {
                    added.push(id.to_string());
                }
                tokio::time::sleep(PACE).await;
            }
            added
        })
    };
    for _ in 0..2 {
        more_effects(&database, 200).await;
        victim.kill().unwrap();
        victim.wait().unwrap();
        victim = victim_process(&postgres, &rabbitmq);
        for server in ["rabbitmq", "postgres"] {
            more_effects(&database, 200).await;
            servers.run(&["kill", server]);
            servers.run(&["start", server]);
        }
    }
    more_effects(&database, 200).await;
    done.store(true, Ordering::SeqCst);
    let added = adding.ended().await;

    let everything = async || {
        let unseen: i64 = sqlx::query_scalar(
            "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM inbox) \
             - (SELECT COUNT(*) FROM effects)",
        )
        .fetch_one(database.pool())
        .await
        .unwrap();
        let seen: Vec<String> =
            sqlx::query_scalar("SELECT event_id FROM effects ORDER BY event_id")
                .fetch_all(database.pool())
                .await
                .unwrap();
        (unseen, seen)
    };
    within(async {
        loop {
            let (unseen, seen) = everything().await;
            if unseen == 0 && added.iter().all(|id| seen.binary_search(id).is_ok()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await;
    victim.kill().unwrap();
    victim.wait().unwrap();
    let (_, seen) = everything().await;
    assert!(
        seen.is_sorted_by(|one, next| one < next),
        "an effect is there twice"
    );
    assert_eq!(bus.dead(&QUEUE).await.unwrap(), 0);
}
