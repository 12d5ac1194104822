//! The five statuses, the plan among what decides, and what people read.

use insta::assert_snapshot;
use orion_testutils::TestRepository;
use serde_json::json;

use crate::world::{orion, report, standing, workstream};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
start = 2025-12-29
[identity]
branch = "{workstream}/*"
[workstreams.contracts]
number = 6
title = "Contracts"
estimate = "2d"
owns = ["contracts/"]
deliverables = [{ name = "documents", proof = { path = "contracts/auth.json" } }]
[workstreams.database]
number = 8
title = "Database"
estimate = "1d"
owns = ["database/"]
deliverables = [{ name = "set-up", proof = { path = "database/setup.sql" } }]
[workstreams.auth]
number = 1
title = "Auth"
estimate = "2d"
needs = ["contracts", "database"]
owns = ["auth/"]
deliverables = [{ name = "routes", proof = { path = "auth/routes/" } }]
[workstreams.gateway]
number = 4
title = "Gateway"
estimate = "6d"
needs = ["auth"]
owns = ["gateway/"]
deliverables = [{ name = "routes", proof = { path = "gateway/routes/" } }]
[workstreams.testing]
number = 9
title = "Testing"
continuous = true
owns = ["tests/", "workstreams.toml"]
deliverables = [{ name = "tests", proof = { glob = "tests/*.rs" } }]
"#;

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write("database/setup.sql", "");
    repository.write("contracts/README.md", "one\n");
    repository.commit_all("first");
    repository
}

#[test]
fn a_late_workstream_blocks_those_that_should_have_started() {
    let repository = repository();
    let told = report(&repository);
    let status = |id: &str| standing(&told, id).0;
    assert_eq!(status("database"), "done");
    assert_eq!(
        status("contracts"),
        "waiting",
        "nothing keeps it from being begun"
    );
    assert_eq!(workstream(&told, "contracts")["waiting"]["is_ready"], true);
    assert_eq!(status("auth"), "blocked");
    assert_eq!(workstream(&told, "testing")["days_late"], json!(null));
    let cause = &told["causes"][0];
    assert_eq!(cause["kind"], "late-workstream");
    assert_eq!(cause["whose"], json!(["contracts"]));
    assert_eq!(cause["stops"], json!(["auth", "gateway"]));
    assert!(cause["days_at_stake"].as_f64().unwrap() > 0.0, "{cause}");
    let through = &workstream(&told, "gateway")["blockers"][0]["through"];
    assert_eq!(*through, json!(["auth"]));
    let base = &told["base"]["commit"].as_str().unwrap()[..12];
    let table = orion(&repository, &["status", "--once"]).success();
    let (workstreams, _) = table.stdout.split_once("\nINTEGRATION STATUS").unwrap();
    assert_snapshot!(workstreams.replace(base, "COMMIT"), @"
    shop · main COMMIT · 5 workstreams · 1 done · 2 blocked · 3 late · GitHub unknown

    WORKSTREAM STATUS
    WORKSTREAM    PROGRESS          STATUS     IN FLIGHT  BLOCKERS
     1 Auth       ··········   0 %  ✗ Blocked             contracts late (move of contracts, since 6 days ago, costs the finish 6.0 d)
     4 Gateway    ··········   0 %  ✗ Blocked             contracts late (move of contracts, since 6 days ago, costs the finish 6.0 d)
     6 Contracts  ··········   0 %  ○ Waiting             ready, 6.0 days late
     8 Database   ██████████ 100 %  ✓ Done                none
     9 Testing    ··········   0 %  ○ Waiting             ready

    BLOCKERS
    ✗ contracts late (move of contracts, since 6 days ago, costs the finish 6.0 d); stops auth, gateway; `orion status --explain contracts`
    ");
    assert_snapshot!(table.stderr, @"note: GitHub does not tell: it cannot be told which repository on GitHub this is");
    let log = orion(&repository, &["log", "auth"]).success();
    assert_snapshot!(log.stdout.replace(base, "COMMIT"), @"
    AT                    WORKSTREAM  FROM  TO       BASE          WHY
    2026-01-06T09:00:00Z  auth        -     Blocked  COMMIT  contracts late
    ");
}

#[test]
fn a_branch_that_will_not_merge_blocks_whose_it_is() {
    let repository = repository();
    repository.branch("contracts/words", || {
        repository.write("contracts/README.md", "two\n");
    });
    assert_eq!(standing(&report(&repository), "contracts").0, "wip");
    repository.write("contracts/README.md", "three\n");
    repository.commit_all("meanwhile");
    let told = report(&repository);
    assert_eq!(standing(&told, "contracts").0, "blocked");
    let row = workstream(&told, "contracts");
    assert_eq!(
        row["in_flight"][0]["conflicts"],
        json!(["contracts/README.md"])
    );
    assert_eq!(row["blockers"][0]["kind"], "conflict");
    assert_eq!(row["blockers"][0]["title"], "contracts/words");
    assert_eq!(row["blockers"][0]["since"], told["now"]);
}

#[test]
fn waiting_tells_on_what_and_until_when() {
    let repository = TestRepository::new();
    repository.write(
        "workstreams.toml",
        POLICY.replace("2025-12-29", "2026-01-05"),
    );
    repository.commit_all("first");
    let told = report(&repository);
    let waiting = &workstream(&told, "gateway")["waiting"];
    assert_eq!(waiting["on"][0]["title"], "Auth");
    assert!(
        waiting["until"].as_str().unwrap() > "2026-01-08",
        "{waiting}"
    );
}
