//! The token is nowhere to be seen.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use orion_adapters::github::find_token;
use orion_app::forge::Forge as _;
use orion_testutils::GhSim;
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;

use crate::world::{fault, new_issue, number, seed, variables, with_token};

const CANARY: &str = "canary-0123456789-token";

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_token_is_in_no_trace_and_in_no_debug() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(
        &simulator,
        &json!([{"title": "one", "labels": ["blocker"]}]),
    );
    simulator.post("/_sim/seed", &json!({"tokens": {CANARY: "octocat"}}));
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // With one subscriber alone, what another test's thread logs first is never asked for by this one's.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let guard = tracing::subscriber::set_default(subscriber);

    let token = find_token("github.com", variables(&simulator, CANARY))
        .await
        .unwrap();
    let github = with_token(&simulator, CANARY).await;
    let mut seen = format!("{token:?} {github:?}");
    for wrong in [
        "disconnect",
        "server_error",
        "forbidden",
        "unauthorized",
        "malformed_json",
    ] {
        fault(&simulator, &json!({"kind": wrong, "times": 2}));
        write!(seen, "{:?}", github.issues("blocker").await).unwrap();
        write!(seen, "{:?}", github.create(&new_issue("two")).await).unwrap();
    }
    write!(seen, "{:?}", github.history(number(1)).await).unwrap();
    write!(seen, "{:?}", github.tracked(&["blocker"]).await).unwrap();
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("path=\"/repos/acme/contracts/issues/1\" status=200"),
        "{log}"
    );
    assert!(!seen.contains(CANARY), "{seen}");
    assert!(!log.contains(CANARY), "{log}");
    assert!(!log.to_lowercase().contains("bearer"), "{log}");
    simulator.assert_clean();
}
