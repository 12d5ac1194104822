//! The token is in no output, in no log and in no file.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::world::World;

const CANARY: &str = "ghp_canary0123456789abcdef";

#[test]
fn no_command_tells_the_token() {
    let Some(world) = World::new() else { return };
    let seed = json!({"tokens": {CANARY: {"login": "grace", "scopes": ["repo"]}}});
    world.simulator.post("/_sim/seed", &seed);
    let fault = json!({"kind": "disconnect", "when": "after", "times": 1, "match": {"method": "POST", "operation": "issues/create"}});
    world.simulator.post("/_sim/faults", &fault);
    let commands: [&[&str]; 16] = [
        &[
            "contract", "request", "auth-api", "--why", "a field", "--yes",
        ],
        &[
            "contract", "request", "auth-api", "--why", "a field", "--json",
        ],
        &[
            "contract",
            "request",
            "auth-api",
            "--why",
            "more",
            "--dry-run",
        ],
        &["contract", "list"],
        &["contract", "show", "1"],
        &["contract", "approve", "1"],
        &["contract", "reject", "1"],
        &["contract", "show", "7"],
        &["schema", "list", "--json"],
        &["outbox"],
        &["standup", "--all", "--post"],
        &["sync", "--json"],
        &["outbox", "send"],
        &["github", "setup", "--dry-run"],
        &["doctor"],
        &["check", "--all"],
    ];
    let mut said = String::new();
    for arguments in commands {
        let mut command = world.command("grace", arguments);
        let outcome = world
            .repository
            .run(command.env("GH_TOKEN", CANARY).arg("-vvv"));
        said.push_str(&outcome.stdout);
        said.push_str(&outcome.stderr);
    }
    world
        .simulator
        .post("/_sim/tokens/revoke", &json!({"token": CANARY}));
    let mut revoked = world.command("grace", &["contract", "list", "-vvv"]);
    let outcome = world.repository.run(revoked.env("GH_TOKEN", CANARY));
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(
        outcome.stderr.contains("the token from `GH_TOKEN`")
            || outcome.stderr.contains("the token from GH_TOKEN"),
        "{outcome:?}"
    );
    said.push_str(&outcome.stdout);
    said.push_str(&outcome.stderr);
    assert!(said.contains("github"), "the log tells of requests");
    assert!(!said.contains(CANARY) && !said.contains("canary"));
    assert_nowhere_below(&world.repository.top().join(".orion"));
}

#[expect(clippy::unwrap_used, reason = "a panic is the report of a test")]
fn assert_nowhere_below(directory: &Path) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_nowhere_below(&path);
        } else {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("canary"), "{}", path.display());
        }
    }
}
