//! Several processes at once, faults of all kinds, and processes that are killed: each request is one issue.

use std::process::Stdio;
use std::time::Duration;

use serde_json::json;

use crate::world::World;

const PROCESSES: usize = 4;
const REQUESTS: usize = 3;

#[test]
fn never_twice_and_never_lost() {
    let Some(world) = World::new() else { return };
    let create = json!({"method": "POST"});
    let faults = json!([
        {"kind": "server_error", "when": "after", "times": 1, "skip": 1, "match": create},
        {"kind": "disconnect", "when": "after", "times": 1, "skip": 2, "match": create},
        {"kind": "disconnect", "when": "before", "times": 1, "skip": 3, "match": create},
        {"kind": "secondary_limit", "retry_after": 1, "times": 1, "skip": 5, "match": create},
        {"kind": "server_error", "times": 2, "skip": 4, "match": {"method": "GET"}},
    ]);
    world.simulator.post("/_sim/faults", &faults);
    std::thread::scope(|scope| {
        for process in 0..PROCESSES {
            let world = &world;
            scope.spawn(move || {
                for request in 0..REQUESTS {
                    let why = format!("process {process}, request {request}");
                    let arguments = ["contract", "request", "auth-api", "--why", &why];
                    let mut command = world.command("uma", &arguments);
                    let mut child = command
                        .stdout(Stdio::null())
                        .stderr(Stdio::null())
                        .spawn()
                        .unwrap();
                    // Every third is killed at some moment, and asked for again.
                    if (process + request).is_multiple_of(3) {
                        std::thread::sleep(Duration::from_millis(200 * (1 + request as u64)));
                        child.kill().unwrap();
                        child.wait().unwrap();
                        command.spawn().unwrap().wait().unwrap();
                    } else {
                        child.wait().unwrap();
                    }
                }
            });
        }
    });
    world.orion("uma", &["outbox", "send"]).success();
    let waiting = world.json("uma", &["outbox", "--json"]);
    assert_eq!(waiting["waiting"], json!([]));
    let mut titles: Vec<_> = world
        .issues()
        .iter()
        .map(|issue| issue["title"].to_string())
        .collect();
    titles.sort();
    let filed = titles.len();
    titles.dedup();
    assert_eq!(titles.len(), filed, "none twice");
    assert_eq!(filed, PROCESSES * REQUESTS, "none lost");
    world.simulator.assert_clean();
}
