//! A request's life, as far as its decision.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::World;

#[test]
fn a_contract_request_is_filed_decided_and_shown() {
    let Some(world) = World::new() else { return };
    world
        .repository
        .write("contracts/auth-api.json", "{\"name\": 1}\n");
    let report = world.json(
        "uma",
        &[
            "contract",
            "request",
            "--why",
            "a name is missing",
            "--json",
        ],
    );
    assert_eq!(report["fate"], "sent");
    assert_eq!(report["number"], 1);
    assert_eq!(report["subject"], json!(["auth-api"]));
    assert_eq!(report["owners"], json!(["contracts"]));
    assert_eq!(report["consumers"], json!(["user"]));
    assert!(report["body"].as_str().unwrap().contains("+{\"name\": 1}"));

    let again = world.orion(
        "uma",
        &["contract", "request", "--why", "a name is missing"],
    );
    assert_snapshot!(again.stdout, @"filed before: #1 auth-api: a name is missing");
    let refused = world.orion("uma", &["contract", "approve", "1"]);
    assert_eq!(refused.code, 1);
    assert_snapshot!(refused.stderr, @r"
    error: `uma` is in none of the workstreams that decide #1
    hint: `members` of `contracts` in workstreams.toml decide, by their GitHub logins
    ");

    world
        .orion(
            "grace",
            &["contract", "changes", "1", "--reason", "which type?"],
        )
        .success();
    let listed = world.json("dan", &["contract", "list", "--json"]);
    assert_eq!(listed["requests"][0]["state"], "changes-requested");
    assert_eq!(listed["requests"][0]["clock"]["motion"], "paused");
    world
        .orion("grace", &["contract", "approve", "#1"])
        .success();
    let late = world.orion("grace", &["contract", "reject", "1"]);
    assert_eq!(late.code, 1);

    let shown = world.json("dan", &["contract", "show", "1", "--json"]);
    assert_eq!(shown["request"]["state"], "approved");
    assert_eq!(shown["request"]["clock"]["motion"], "stopped");
    assert_eq!(shown["labeled"], json!(null));
    let steps: Vec<_> = shown["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["to"])
        .collect();
    assert_eq!(steps, ["changes-requested", "approved"]);
    world.simulator.assert_clean();
}

#[test]
fn a_schema_request_is_decided_by_who_reviews_migrations() {
    let Some(world) = World::new() else { return };
    let filed = world.orion(
        "uma",
        &["schema", "request", "auth", "--why", "an index", "--yes"],
    );
    assert_eq!(filed.code, 0, "{filed:?}");
    assert_eq!(world.orion("grace", &["schema", "reject", "1"]).code, 1);
    assert_eq!(world.orion("dan", &["contract", "reject", "1"]).code, 2);
    world
        .orion("dan", &["schema", "reject", "1", "--reason", "too slow"])
        .success();
    let shown = world.json("uma", &["schema", "show", "1", "--json"]);
    assert_eq!(shown["request"]["state"], "rejected");
    let open = world.orion("uma", &["schema", "list"]);
    assert_snapshot!(open.stdout, @"no open requests to change a schema");
    world.simulator.assert_clean();
}

#[test]
fn two_who_decide_at_once_are_settled_alike_for_everyone() {
    let Some(world) = World::new() else { return };
    let ask = [
        "contract", "request", "auth-api", "--why", "a field", "--yes",
    ];
    world.orion("uma", &ask).success();
    let second = world.repository.beside("second");
    let second = second.to_str().unwrap();
    world.repository.git_ok(&["clone", "-q", ".", second]);
    let origin = "https://github.com/acme/shop.git";
    let move_to = ["-C", second, "remote", "set-url", "origin", origin];
    world.repository.git_ok(&move_to);

    let deciding = [
        world
            .command("grace", &["contract", "approve", "1"])
            .spawn()
            .unwrap(),
        world
            .command("grace", &["-C", second, "contract", "reject", "1"])
            .spawn()
            .unwrap(),
    ];
    for mut one in deciding {
        one.wait().unwrap();
    }
    let comments = world.issues()[0]["comments"].clone();
    let first = comments[0]["body"].as_str().unwrap();
    let settled = if first.starts_with("/approve") {
        "approved"
    } else {
        "rejected"
    };
    // Whoever was second may have been told so before anything was written.
    let passed_over = comments.as_array().unwrap().len() - 1;
    world.orion("grace", &["github", "align"]).success();
    for arguments in [
        &["contract", "show", "1", "--json"][..],
        &["-C", second, "contract", "show", "1", "--json"],
    ] {
        let shown = world.json("uma", arguments);
        assert_eq!(shown["request"]["state"], settled, "{comments}");
        assert_eq!(shown["labeled"], json!(null));
        assert_eq!(shown["passed_over"].as_array().unwrap().len(), passed_over);
    }
    world.simulator.assert_clean();
}
