//! A request's life from its approval to its adoption.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::World;

const API: &str = "contracts/auth-api.json";

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a life has many steps, and each begins where the one before it ended"
)]
fn a_contract_s_change_is_implemented_told_of_and_adopted() {
    let Some(world) = World::with_origin() else {
        return;
    };
    let drafted = "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"Auth\", \"version\": \"1.0.0\"},\n  \"paths\": {\"/names\": {\"get\": {}}}\n}\n";
    world.repository.write(API, drafted);
    let ask = ["contract", "request", "--why", "a name is missing", "--yes"];
    world.orion("uma", &ask).success();
    world.repository.git_ok(&["checkout", "-q", "--", API]);

    let early = world.orion("grace", &["contract", "implement", "2"]);
    assert_eq!(early.code, 1);
    assert_snapshot!(early.stderr, @r"
    error: #2 is requested, which does not lead to implementing
    hint: its owner decides first: `orion contract approve 2`
    ");
    world
        .orion("grace", &["contract", "approve", "2"])
        .success();
    let early = world.orion("grace", &["contract", "notify", "2"]);
    assert_eq!(early.code, 1);
    let foreign = world.orion("dan", &["contract", "implement", "2"]);
    assert_eq!(foreign.code, 1);
    assert_snapshot!(foreign.stderr, @r"
    error: `dan` may not bring #2 to implementing
    hint: `members` of `contracts` in workstreams.toml may, by their GitHub logins
    ");

    // Before the branch is known there, the pull request cannot be opened: the branch is pushed all the same.
    let shown = world.json(
        "grace",
        &["contract", "implement", "2", "--dry-run", "--json"],
    );
    assert_eq!(shown["stage"], "shown");
    assert!(
        shown["diff"]
            .as_str()
            .unwrap()
            .contains("+  \"paths\": {\"/names\""),
        "{shown}"
    );
    let branch = shown["branch"].as_str().unwrap().to_owned();
    assert_eq!(branch, "contracts/request-2-auth-api-a-name-is-missing");
    let unknown = world.json("grace", &["contract", "implement", "2", "--json"]);
    assert_eq!(unknown["fate"], "refused", "{unknown}");
    world.know(&branch, None);
    let fault = json!({"kind": "disconnect", "when": "after", "times": 1, "match": {"operation": "pulls/create"}});
    world.simulator.post("/_sim/faults", &fault);
    let made = world.json("grace", &["contract", "implement", "2", "--json"]);
    assert_eq!(made["stage"], "open", "{made}");
    let pull_request = open_pull_request(&world);
    let number = pull_request["number"].as_u64().unwrap();
    assert_eq!(pull_request["pull"]["draft"], false);
    assert!(
        pull_request["body"]
            .as_str()
            .unwrap()
            .starts_with("Part of #2:")
    );
    let file = |path: &str| {
        let at = format!("{}:{path}", world.at_origin(&branch));
        world.repository.git(&["show", &at]).success().stdout
    };
    assert_eq!(file(API).trim(), drafted.replace("1.0.0", "1.1.0").trim());
    assert_snapshot!(file("contracts/CHANGELOG.md"), @r"
    # Changelog

    ## Unreleased

    ### Changed
    - auth-api 1.1.0: a name is missing (#2)
    ");
    let status = world.repository.git(&["status", "--porcelain"]).success();
    assert_eq!(status.stdout, "");

    let comments = |number| world.issue(number)["comments"].as_array().unwrap().len();
    let said = comments(2);
    let again = world.json("grace", &["contract", "implement", "2", "--json"]);
    assert_eq!(
        (&again["stage"], &again["pull_request"]),
        (&json!("open"), &json!(number))
    );
    assert_eq!(comments(2), said);
    let early = world.orion("grace", &["contract", "notify", "2"]);
    assert_eq!(early.code, 1);
    assert!(early.stderr.contains("is not merged"), "{early:?}");
    world.merge(&branch, number);
    let merged = world.json("grace", &["contract", "implement", "2", "--json"]);
    assert_eq!(merged["next"], "`orion contract notify 2`");

    let fault = json!({"kind": "slack_error", "status": 500, "times": 1});
    world.simulator.post("/_sim/faults", &fault);
    let told = world.json("grace", &["contract", "notify", "2", "--json"]);
    assert_eq!(
        (&told["state"], &told["is_slack_told"]),
        (&json!("released"), &json!(false))
    );
    assert_eq!(told["documents"][0]["after"], "1.1.0");
    let guide = told["guide"].as_str().unwrap();
    assert!(
        guide.contains("auth-api` `1.0.0` → `1.1.0`") && guide.contains("added `GET /names`"),
        "{guide}"
    );
    let task = told["tasks"][0]["number"].as_u64().unwrap();
    assert_eq!(world.issue(task)["labels"], json!(["adoption"]));
    let again = world.json("grace", &["contract", "notify", "2", "--json"]);
    assert_eq!(again["is_slack_told"], true);
    let (said, issues) = (comments(2), world.issues().len());
    world.orion("grace", &["contract", "notify", "2"]).success();
    assert_eq!((comments(2), world.issues().len()), (said, issues));
    assert_eq!(world.slack().len(), 1);
    assert!(
        world.slack()[0].contains("`auth-api 1.0.0 → 1.1.0`") || world.slack()[0].contains("1.1.0")
    );

    for conclusion in [None, Some("failure")] {
        world.know("main", conclusion);
        let lacking = world.orion("grace", &["contract", "adopt", "2"]);
        assert_eq!(lacking.code, 1, "{lacking:?}");
        assert_eq!(world.issue(task)["state"], "open");
    }
    let foreign = world.orion("dan", &["contract", "adopt", "2"]);
    assert_eq!(foreign.code, 1);
    world.know("main", Some("success"));
    let adopted = world
        .orion("grace", &["contract", "adopt", "2", "--as", "user"])
        .success();
    assert_snapshot!(adopted.stdout, @r"
    user: adopted
    #2 is adopted
    ");
    assert_eq!(world.issue(task)["state"], "closed");
    let request = world.issue(2);
    assert_eq!(
        (&request["state"], &request["state_reason"]),
        (&json!("closed"), &json!("completed"))
    );
    assert_eq!(
        request["labels"],
        json!(["contract-change", "orion:adopted"])
    );
    let shown = world.json("dan", &["contract", "show", "2", "--json"]);
    assert_eq!(shown["tasks"][0]["is_closed"], true);
    assert_eq!(world.orion("grace", &["contract", "adopt", "2"]).code, 0);
    world.simulator.assert_clean();
}

#[test]
fn a_schema_s_change_is_adopted_by_being_merged() {
    let Some(world) = World::with_origin() else {
        return;
    };
    let migration = "auth/migrations/0002_index.sql";
    world
        .repository
        .write(migration, "CREATE INDEX b ON a (id);\n");
    world.repository.git_ok(&["add", migration]);
    let ask = ["schema", "request", "auth", "--why", "an index", "--yes"];
    world.orion("uma", &ask).success();
    world.repository.git_ok(&["reset", "-q", "--hard"]);
    world.orion("dan", &["schema", "approve", "2"]).success();
    let taken = "auth/request-2-auth-an-index";
    world.repository.git_ok(&["branch", taken]);
    let refused = world.orion("uma", &["schema", "implement", "2"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    world.repository.git_ok(&["branch", "-D", "-q", taken]);

    world
        .repository
        .git_ok(&["config", "--unset", "user.email"]);
    let mut nobody = world.command("uma", &["schema", "implement", "2"]);
    for variable in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"] {
        nobody.env_remove(variable);
    }
    let refused = world.repository.run(&mut nobody);
    assert_eq!(refused.code, 3, "{refused:?}");
    world
        .repository
        .git_ok(&["config", "user.email", "orion@example.com"]);

    world.json("uma", &["schema", "implement", "2", "--json"]);
    world.know(taken, None);
    world.orion("uma", &["outbox", "send"]).success();
    let pull_request = open_pull_request(&world);
    let number = pull_request["number"].as_u64().unwrap();
    assert_eq!(pull_request["pull"]["draft"], false);
    assert!(
        pull_request["body"]
            .as_str()
            .unwrap()
            .starts_with("Closes #2:")
    );
    let files = world
        .repository
        .git(&["diff", "main", &world.at_origin(taken)])
        .success();
    assert!(
        files.stdout.contains("+CREATE INDEX b ON a (id);"),
        "{files:?}"
    );
    assert!(files.stdout.contains("+- auth: an index (#2)"), "{files:?}");
    assert_eq!(world.orion("uma", &["schema", "notify", "2"]).code, 2);
    assert_eq!(world.orion("uma", &["schema", "adopt", "2"]).code, 2);
    world.merge(taken, number);
    let done = world.json("uma", &["schema", "implement", "2", "--json"]);
    assert_eq!(
        (&done["stage"], &done["fate"]),
        (&json!("done"), &json!("sent"))
    );
    let request = world.issue(2);
    assert_eq!(request["state"], "closed");
    assert_eq!(request["labels"], json!(["schema-change", "orion:adopted"]));
    let said = request["comments"].as_array().unwrap().len();
    let again = world.json("uma", &["schema", "implement", "2", "--json"]);
    assert_eq!(again["stage"], "done");
    assert_eq!(world.issue(2)["comments"].as_array().unwrap().len(), said);
    world.simulator.assert_clean();
}

#[test]
fn a_schema_s_change_without_a_draft_begins_with_a_migration_to_be_written() {
    let Some(world) = World::with_origin() else {
        return;
    };
    let ask = ["schema", "request", "auth", "--why", "an index", "--yes"];
    world.orion("uma", &ask).success();
    world.orion("dan", &["schema", "approve", "2"]).success();
    let shown = world.json("uma", &["schema", "implement", "2", "--dry-run", "--json"]);
    let diff = shown["diff"].as_str().unwrap();
    assert!(
        diff.contains("+++ b/auth/migrations/0002_auth_an_index.sql"),
        "{diff}"
    );
    assert!(diff.contains("+-- #2: auth: an index"), "{diff}");
    let branches = world.repository.git(&["branch", "--list"]).success();
    assert_eq!(branches.stdout, "* main\n");
    assert_eq!(world.issues().len(), 2);
}

/// The one pull request that is open.
#[track_caller]
fn open_pull_request(world: &World) -> serde_json::Value {
    let mut issues = world.issues();
    issues.retain(|it| it["pull"].is_object() && it["state"] == "open");
    assert_eq!(issues.len(), 1, "{issues:#?}");
    issues.remove(0)
}
