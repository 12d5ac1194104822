//! What the services wrote.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::shop::{CHAIN, Shop, docker};

#[test]
fn lines_are_readable_and_can_be_chosen() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up").success();
    let logs = shop.orion("logs").success();
    let lines = [
        "db  | info  listening port=8002",
        "api | info  listening port=8001",
        "web | info  listening port=8000",
    ];
    assert_eq!(logs.stdout.lines().collect::<Vec<_>>(), lines);
    assert_eq!(shop.orion("logs --level warn").success().stdout, "");
    let json = shop.orion("logs api --json").success();
    let line: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(line["service"], "api");
    assert_eq!(line["level"], "info");
    assert_eq!(
        shop.orion("logs --since 2000-01-01T00:00:00Z --tail 1")
            .success()
            .stdout
            .lines()
            .count(),
        3
    );
}

#[test]
fn following_goes_on_when_a_service_is_started_again() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up db").success();
    let mut command = shop.command("logs --follow db");
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("listening"));
    docker(&["restart", "--time", "1", &shop.container("db")]);
    assert!(lines.next().unwrap().unwrap().contains("listening"));
    child.kill().unwrap();
    child.wait().unwrap();
}
