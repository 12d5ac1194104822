//! What GitHub tells: blockers, overdue requests, closed issues and milestones; and the last known without it.

use orion_testutils::OnGitHub;
use serde_json::{Value, json};

use crate::world::{ORION, deliverable, parsed, standing, workstream};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[contracts]
documents = "contracts/{name}.json"
[workstreams.contracts]
lead = "@grace"
owns = ["contracts/"]
[workstreams.auth]
members = ["@uma"]
owns = ["auth/", "workstreams.toml"]
[[workstreams.auth.deliverables]]
name = "issue"
proof = { issue = 2 }
[[workstreams.auth.deliverables]]
name = "dropped"
proof = { issue = 3 }
[[workstreams.auth.deliverables]]
name = "none"
proof = { issue = 99 }
[workstreams.user]
members = ["@ulf"]
owns = ["user/"]
[[workstreams.user.deliverables]]
name = "contract"
proof = { contract = "auth-api" }
[services.auth]
workstream = "auth"
provides = ["auth-api", "token-api"]
[services.user]
workstream = "user"
consumes = ["auth-api"]
"#;

fn issues() -> Value {
    let at = "2026-01-05T08:00:00Z";
    json!([
        {"title": "Orders\u{1b}[2J are lost", "user": "uma", "labels": ["blocker", "auth"], "created_at": at},
        {"title": "Tokens", "user": "uma", "state": "closed", "state_reason": "completed", "created_at": at, "closed_at": at},
        {"title": "Not so", "user": "uma", "state": "closed", "state_reason": "not_planned", "created_at": at, "closed_at": at},
    ])
}

fn status(
    there: &OnGitHub,
    login: &str,
    now: &str,
    arguments: &[&str],
) -> orion_testutils::Outcome {
    let arguments = [&["status"], arguments].concat();
    let mut command = there.command(ORION, login, &arguments);
    command.env("ORION_NOW", now);
    there.repository.run(&mut command)
}

#[test]
fn blockers_and_closed_issues_come_from_github_and_stay_known_without_it() {
    let labels = ["blocker", "auth"];
    let Some(there) = OnGitHub::new(POLICY, &["uma", "grace"], &labels, &issues()) else {
        return;
    };
    let now = "2026-01-06T09:00:00Z";
    there.repository.git_ok(&["branch", "auth/x"]);
    let online = status(&there, "uma", now, &["--json"]).success();
    assert_eq!(online.stderr, "");
    let told = parsed(&online.stdout);
    let outcome = |told: &Value, name: &str| deliverable(told, "auth", name)["outcome"].clone();
    assert_eq!(outcome(&told, "issue"), "proved");
    assert_eq!(outcome(&told, "dropped"), "missing");
    assert_eq!(outcome(&told, "none"), "missing");
    assert_eq!(standing(&told, "auth"), ("blocked".into(), 33));
    let cause = &told["causes"][0];
    assert_eq!(
        (&cause["number"], &cause["since"]),
        (&json!(1), &json!("2026-01-05T08:00:00Z"))
    );
    let table = status(&there, "uma", now, &["--once"]).success();
    assert!(
        table.stdout.contains("blocker #1: Orders\\x1b[2J are lost"),
        "{}",
        table.stdout
    );
    there.simulator.assert_clean();

    let mut offline = there.repository.command(ORION);
    offline
        .args(["status", "--json"])
        .env("ORION_NOW", "2026-01-06T12:00:00Z");
    let offline = there.repository.run(&mut offline).success();
    insta::assert_snapshot!(offline.stderr, @"note: GitHub does not tell: there is no token for `github.com`");
    let told = parsed(&offline.stdout);
    assert_eq!(outcome(&told, "issue"), "unknown");
    let last = &deliverable(&told, "auth", "issue")["last_known"];
    assert_eq!(
        (&last["outcome"], &last["seen"]["at"]),
        (&json!("proved"), &json!(now))
    );
    assert_eq!(told["github"]["as_of"], now);
}

#[test]
fn a_request_is_review_while_it_is_in_time_and_blocks_when_it_is_overdue() {
    let Some(there) = OnGitHub::new(POLICY, &["ulf", "grace"], &[], &json!([])) else {
        return;
    };
    // Without the document there is something open that the request is about.
    there
        .repository
        .git_ok(&["rm", "-q", "contracts/auth-api.json"]);
    there.repository.commit_all("none yet");
    let asked = "2026-01-05T09:00:00Z";
    there
        .simulator
        .post("/_sim/clock", &json!({"freeze": asked}));
    let ask = [
        "contract", "request", "auth-api", "--why", "a name", "--yes",
    ];
    let mut request = there.command(ORION, "ulf", &ask);
    there
        .repository
        .run(request.env("ORION_NOW", asked))
        .success();

    let soon = status(&there, "ulf", "2026-01-05T10:00:00Z", &["--json"]).success();
    assert_eq!(standing(&parsed(&soon.stdout), "user").0, "review");
    there
        .simulator
        .post("/_sim/clock", &json!({"freeze": "2026-01-07T09:00:00Z"}));
    let late = status(&there, "ulf", "2026-01-07T09:00:00Z", &["--json"]).success();
    let told = parsed(&late.stdout);
    assert_eq!(standing(&told, "user").0, "blocked");
    let cause = &workstream(&told, "user")["blockers"][0];
    assert_eq!(cause["kind"], "overdue-request");
    assert_eq!(cause["whose"], json!(["contracts"]));
    there.simulator.assert_clean();
}

#[test]
fn a_milestone_proves_what_it_closes() {
    let policy = r#"schema = 1
[project]
name = "shop"
[workstreams.auth]
owns = ["auth/", "contracts/", "workstreams.toml"]
[[workstreams.auth.deliverables]]
name = "reached"
proof = { milestone = "Beta" }
[[workstreams.auth.deliverables]]
name = "ahead"
proof = { milestone = "Version 1" }
[[workstreams.auth.deliverables]]
name = "gone"
proof = { milestone = "Alpha" }
"#;
    let Some(there) = OnGitHub::new(policy, &["uma"], &[], &json!([])) else {
        return;
    };
    let milestones = json!([
        {"title": "Beta", "state": "closed"},
        {"title": "Version 1", "state": "open"},
    ]);
    there.simulator.post(
        "/_sim/seed",
        &json!({"repos": [{"full_name": "acme/shop", "milestones": milestones}]}),
    );
    let now = "2026-01-06T09:00:00Z";
    let online = status(&there, "uma", now, &["--json"]).success();
    let told = parsed(&online.stdout);
    let found = |told: &Value, name: &str| {
        let one = deliverable(told, "auth", name);
        let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        [text("outcome"), text("evidence")]
    };
    assert_eq!(found(&told, "reached"), ["proved", "it is closed"]);
    assert_eq!(found(&told, "ahead"), ["missing", "it is open"]);
    assert_eq!(
        found(&told, "gone"),
        ["missing", "GitHub has no such milestone"]
    );
    assert_eq!(standing(&told, "auth").1, 33);
    there.simulator.assert_clean();

    // Without GitHub it is as it was told last, and counts for nothing.
    let offline = status(&there, "uma", now, &["--json", "--offline"]).success();
    let told = parsed(&offline.stdout);
    let reached = deliverable(&told, "auth", "reached");
    assert_eq!(
        (&reached["outcome"], &reached["last_known"]["outcome"]),
        (&json!("unknown"), &json!("proved"))
    );
    assert_eq!(standing(&told, "auth").1, 0);
}
