//! Without a network, or without a token, nothing is lost.

use serde_json::json;

use crate::world::World;

#[test]
fn what_cannot_be_sent_is_queued_and_sent_by_the_next_command() {
    let Some(world) = World::new() else { return };
    let request = [
        "contract", "request", "auth-api", "--why", "offline", "--json",
    ];
    let mut offline = world.command("uma", &request);
    offline.env_remove("GH_TOKEN");
    let outcome = world.repository.run(&mut offline);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["fate"], "queued");
    let waiting = world.json("uma", &["outbox", "--json"]);
    assert_eq!(waiting["waiting"][0]["what"], "file: auth-api: offline");
    assert!(world.issues().is_empty());

    let other = [
        "contract", "request", "auth-api", "--why", "online", "--json",
    ];
    assert_eq!(world.json("uma", &other)["fate"], "sent");
    assert_eq!(world.issues().len(), 2);
    assert_eq!(
        world.json("uma", &["outbox", "--json"])["waiting"],
        json!([])
    );
    world.simulator.assert_clean();
}

#[test]
fn what_waits_can_be_dropped() {
    let Some(world) = World::new() else { return };
    let request = [
        "contract",
        "request",
        "auth-api",
        "--why",
        "a mistake",
        "--json",
    ];
    let mut offline = world.command("uma", &request);
    world.repository.run(offline.env_remove("GH_TOKEN"));
    let waiting = world.json("uma", &["outbox", "--json"]);
    let key = waiting["waiting"][0]["key"].as_str().unwrap().to_owned();
    world.orion("uma", &["outbox", "drop", &key]).success();
    assert_eq!(world.orion("uma", &["outbox", "drop", &key]).code, 2);
    world.orion("uma", &["outbox", "send"]).success();
    assert!(world.issues().is_empty());
}
