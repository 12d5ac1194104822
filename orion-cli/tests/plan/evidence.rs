//! The forecast from evidence: what is done counts with its own dates, what has begun with what is left of it.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::fmt::Write as _;

use insta::assert_snapshot;
use orion_testutils::TestRepository;
use serde_json::Value;

use crate::world::ORION;

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
start = 2025-12-22
[identity]
branch = "{workstream}/*"
[workstreams.contracts]
estimate = "2d"
owns = ["contracts/"]
deliverables = [{ name = "documents", proof = { path = "contracts/auth.json" } }]
[workstreams.auth]
estimate = "4d"
needs = ["contracts"]
owns = ["auth/"]
deliverables = [
  { name = "routes", proof = { path = "auth/routes/" } },
  { name = "store", proof = { path = "auth/store/" } },
]
[workstreams.gateway]
estimate = "3d"
needs = ["auth"]
owns = ["gateway/"]
[workstreams.rest]
owns = ["workstreams.toml"]
continuous = true
deliverables = [{ name = "checked", proof = { command = "touch ran" } }]
"#;

/// What `orion plan` says of each on Tuesday, the sixth of January; commits are of the fifth.
fn forecast(repository: &TestRepository, arguments: &[&str]) -> String {
    let mut command = repository.command(ORION);
    let arguments = [&["plan", "--json"], arguments].concat();
    command
        .args(arguments)
        .env("ORION_NOW", "2026-01-06T09:00:00Z")
        .env("ORION_TRUST", "all");
    let told = repository.run(&mut command).success().stdout;
    let report: Value = serde_json::from_str(&told).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut lines = format!("{}\n", text(&report["status"]["actuals"]));
    for row in report["workstreams"].as_array().unwrap() {
        let forecast = &row["forecast"];
        let _ = writeln!(
            lines,
            "{}: {} {} to {} ({})",
            text(&row["id"]),
            text(&forecast["progress"]),
            text(&forecast["start_date"]),
            text(&forecast["finish_date"]),
            forecast["finish_variance_days"],
        );
    }
    lines
}

#[test]
fn followers_move_with_what_was_proved_late() {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    assert_snapshot!(forecast(&repository, &[]), @"
    unknown
    contracts: unknown 2026-01-06 to 2026-01-07 (11)
    auth: unknown 2026-01-08 to 2026-01-13 (11)
    gateway: unknown 2026-01-14 to 2026-01-16 (11)
    rest: unknown 2026-01-06 to 2026-01-16 (11)
    ");
    repository.commit_all("first");
    assert_snapshot!(forecast(&repository, &[]), @"
    known
    contracts: not-started 2026-01-06 to 2026-01-07 (11)
    auth: not-started 2026-01-08 to 2026-01-13 (11)
    gateway: not-started 2026-01-14 to 2026-01-16 (11)
    rest: not-started 2026-01-06 to 2026-01-16 (11)
    ");

    repository.write("contracts/auth.json", "{}");
    repository.commit_all("contracts, nine days late");
    repository.branch("auth/routes", || repository.write("auth/routes/a", "1"));
    assert_snapshot!(forecast(&repository, &[]), @"
    known
    contracts: done 2026-01-05 to 2026-01-05 (9)
    auth: running 2026-01-05 to 2026-01-09 (9)
    gateway: not-started 2026-01-12 to 2026-01-14 (9)
    rest: not-started 2026-01-05 to 2026-01-14 (9)
    ");

    repository.git_ok(&["merge", "-q", "auth/routes"]);
    assert_snapshot!(forecast(&repository, &[]), @"
    known
    contracts: done 2026-01-05 to 2026-01-05 (9)
    auth: running 2026-01-05 to 2026-01-07 (7)
    gateway: not-started 2026-01-08 to 2026-01-12 (7)
    rest: not-started 2026-01-05 to 2026-01-12 (7)
    ");
    assert_snapshot!(forecast(&repository, &["--today", "2026-01-12"]), @"
    known
    contracts: done 2026-01-05 to 2026-01-05 (9)
    auth: running 2026-01-05 to 2026-01-13 (11)
    gateway: not-started 2026-01-14 to 2026-01-16 (11)
    rest: not-started 2026-01-05 to 2026-01-16 (11)
    ");
    assert!(
        !repository.top().join("ran").exists(),
        "a plan runs nothing"
    );

    let mut command = repository.command(ORION);
    command.arg("plan").env("ORION_NOW", "2026-01-06T09:00:00Z");
    let table = repository.run(&mut command).success();
    assert_eq!(table.stderr, "");
    assert_snapshot!(table.stdout, @"
    shop: 9 days, 2025-12-22 to 2026-01-01
    on 2026-01-06: forecast to 2026-01-12, 7 days later than planned
    note: what has begun and what is done is by evidence, as `orion status` shows

    WORKSTREAM  TAKES       START       FINISH      FORECAST    VARIANCE  SLACK        FREE  WAITS ON
    contracts   2d          2025-12-22  2025-12-23  2026-01-05  +9d       0d critical  0d
    auth        4d          2025-12-24  2025-12-29  2026-01-07  +7d       0d critical  0d    contracts
    gateway     3d          2025-12-30  2026-01-01  2026-01-12  +7d       0d critical  0d    auth
    rest        continuous  2025-12-22  2026-01-01  2026-01-12  +7d       -            -

    critical path:
      contracts → auth → gateway
    ");
    let mut log = repository.command(ORION);
    log.arg("log").env("ORION_NOW", "2026-01-06T09:00:00Z");
    let log = repository.run(&mut log).success().stdout;
    assert!(
        log.starts_with("nothing changed"),
        "a plan tells no change of state: {log}"
    );
}
