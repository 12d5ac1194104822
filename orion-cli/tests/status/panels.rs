//! The panels beside the workstreams: a figure moves with its evidence, in JSON and in the table.

use std::fs::File;
use std::time::SystemTime;

use insta::assert_snapshot;
use jiff::Timestamp;
use orion_testutils::{OnGitHub, TestRepository};
use serde_json::{Value, json};

use crate::world::{ORION, orion, parsed, report};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[contracts]
documents = "contracts/{name}.json"
[quality]
coverage = 80
lint-errors = 0
open-blockers = 0
review-time = "8h"
[quality.reports]
coverage = "target/lcov.info"
lint = "target/eslint.json"
[workstreams.auth]
number = 1
title = "Auth"
owns = ["**"]
deliverables = [{ name = "routes", proof = { path = "auth/lib.ts" } }]
[services.auth]
workstream = "auth"
provides = ["auth-api"]
"#;

const HALF: &str = "SF:auth/lib.ts\nDA:1,1\nDA:2,0\nend_of_record\n";

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write(".gitignore", "target/\n");
    repository.write("auth/lib.ts", "one\ntwo\n");
    repository.commit_all("first");
    write_at(
        &repository,
        "auth/lib.ts",
        "one\ntwo\n",
        "2026-01-05T08:00:00Z",
    );
    repository
}

/// A file that was written then.
fn write_at(repository: &TestRepository, path: &str, content: &str, at: &str) {
    repository.write(path, content);
    let file = File::options()
        .write(true)
        .open(repository.top().join(path));
    let at: Timestamp = at.parse().unwrap();
    file.unwrap().set_modified(SystemTime::from(at)).unwrap();
}

/// One figure of the report.
fn figure(report: &Value, name: &str) -> Value {
    let figures = report["quality"]["report"]["figures"].as_array().unwrap();
    let found = figures.iter().find(|figure| figure["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

fn row(report: &Value, name: &str) -> Value {
    let rows = report["integration"]["report"]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["row"] == name).unwrap().clone()
}

/// The table from the panels on.
fn panels(repository: &TestRepository) -> String {
    let table = orion(repository, &["status", "--once"]).success().stdout;
    let (_, panels) = table.split_once("INTEGRATION STATUS").unwrap();
    format!("INTEGRATION STATUS{panels}")
}

#[test]
fn what_nobody_measured_is_unknown() {
    assert_snapshot!(panels(&repository()), @"
    INTEGRATION STATUS
    POINT             STATUS         CHECKS  NOTE
    API Contracts     ○ not started  0/1     `auth` provides `auth-api`, which has no document
    Event Schemas     ○ not started  0/0
    Database Schemas  ○ not started  0/0
    Service-to-Svc    ○ not started  0/0
    Frontend-Backend  ○ not started  0/1     services provide contracts, and none is their gateway

    QUALITY METRICS
    METRIC          VALUE  TARGET  VERDICT    AS OF  7 DAYS   NOTE
    Test Coverage   -      > 80 %  ? unknown  -      ·······  no file matches `target/lcov.info`
    Linting Errors  -      ≤ 0     ? unknown  -      ·······  no file matches `target/eslint.json`
    Type Errors     -      -       ? unknown  -      ·······  no report is named by `types` under `[quality.reports]`
    Open Blockers   -      ≤ 0     ? unknown  -      ·······  it cannot be told which repository on GitHub this is
    PR Review Time  -      ≤ 8 h   ? unknown  -      ·······  it cannot be told which repository on GitHub this is
    ");
}

#[test]
fn quality_moves_with_its_reports() {
    let repository = repository();
    let at = "2026-01-06T07:00:00Z";
    write_at(&repository, "target/lcov.info", HALF, at);
    let finding = json!({"ruleId": "semi", "severity": 2, "message": "a ; is missing", "line": 1});
    let eslint = |messages: Value| json!([{"filePath": "auth/lib.ts", "messages": messages}]);
    let with_one = eslint(json!([finding])).to_string();
    write_at(&repository, "target/eslint.json", &with_one, at);
    let told = report(&repository);
    let coverage = figure(&told, "coverage");
    assert_eq!(
        (&coverage["value"], &coverage["verdict"], &coverage["at"]),
        (&json!(50.0), &json!("missed"), &json!(at))
    );
    assert_eq!(figure(&told, "lint-errors")["value"], 1.0);

    let line = |day: u8, percent: u8| {
        json!({"at": format!("2026-01-0{day}T12:00:00Z"), "commit": null,
               "figures": {"coverage": percent}, "origin": []})
    };
    let records = format!("{}\n{}\n{}\n", line(1, 40), line(3, 60), line(5, 50));
    repository.write(".orion/quality/measurements.jsonl", records);
    write_at(
        &repository,
        "target/lcov.info",
        &HALF.replace("2,0", "2,1"),
        at,
    );
    let none = eslint(json!([])).to_string();
    write_at(&repository, "target/eslint.json", &none, at);
    let told = report(&repository);
    let coverage = figure(&told, "coverage");
    assert_eq!(
        (&coverage["value"], &coverage["verdict"]),
        (&json!(100.0), &json!("ok"))
    );
    assert_eq!(figure(&told, "lint-errors")["verdict"], "ok");

    write_at(
        &repository,
        "auth/lib.ts",
        "three\n",
        "2026-01-06T08:00:00Z",
    );
    assert_eq!(figure(&report(&repository), "coverage")["verdict"], "stale");
    assert_snapshot!(panels(&repository), @"
    INTEGRATION STATUS
    POINT             STATUS         CHECKS  NOTE
    API Contracts     ○ not started  0/1     `auth` provides `auth-api`, which has no document
    Event Schemas     ○ not started  0/0
    Database Schemas  ○ not started  0/0
    Service-to-Svc    ○ not started  0/0
    Frontend-Backend  ○ not started  0/1     services provide contracts, and none is their gateway

    QUALITY METRICS
    METRIC          VALUE    TARGET  VERDICT    AS OF        7 DAYS   NOTE
    Test Coverage   100.0 %  > 80 %  ▲ stale    2 hours ago  ·▁·█·▅·  `auth/lib.ts` has changed since `target/lcov.info` was written
    Linting Errors  0        ≤ 0     ▲ stale    2 hours ago  ·······  `auth/lib.ts` has changed since `target/eslint.json` was written
    Type Errors     -        -       ? unknown  -            ·······  no report is named by `types` under `[quality.reports]`
    Open Blockers   -        ≤ 0     ? unknown  -            ·······  it cannot be told which repository on GitHub this is
    PR Review Time  -        ≤ 8 h   ? unknown  -            ·······  it cannot be told which repository on GitHub this is
    ");
    let explained = orion(&repository, &["status", "--explain", "quality"]).success();
    assert_snapshot!(explained.stdout, @"
    QUALITY METRICS
    METRIC          VALUE    TARGET  VERDICT    AS OF        7 DAYS   NOTE
    Test Coverage   100.0 %  > 80 %  ▲ stale    2 hours ago  ·▁·█·▅·  `auth/lib.ts` has changed since `target/lcov.info` was written
    Linting Errors  0        ≤ 0     ▲ stale    2 hours ago  ·······  `auth/lib.ts` has changed since `target/eslint.json` was written
    Type Errors     -        -       ? unknown  -            ·······  no report is named by `types` under `[quality.reports]`
    Open Blockers   -        ≤ 0     ? unknown  -            ·······  it cannot be told which repository on GitHub this is
    PR Review Time  -        ≤ 8 h   ? unknown  -            ·······  it cannot be told which repository on GitHub this is

    Test Coverage 100.0 %, target > 80 %: ▲ stale
      note      `auth/lib.ts` has changed since `target/lcov.info` was written
      from      target/lcov.info (lcov), 2 hours ago
      shown by  grep -E '^(SF|LF|LH):' target/lcov.info
      auth: 100.0 %, 2 of 2 lines, stale

    Linting Errors 0, target ≤ 0: ▲ stale
      note      `auth/lib.ts` has changed since `target/eslint.json` was written
      from      target/eslint.json (eslint), 2 hours ago
      shown by  jq '.[] | select(.errorCount > 0)' target/eslint.json

    Type Errors -, target -: ? unknown
      note      no report is named by `types` under `[quality.reports]`

    Open Blockers -, target ≤ 0: ? unknown
      note      it cannot be told which repository on GitHub this is

    PR Review Time -, target ≤ 8 h: ? unknown
      note      it cannot be told which repository on GitHub this is

    last recorded 21 hours ago
    ");
}

#[test]
fn integration_moves_with_the_contracts() {
    let repository = repository();
    let state = || row(&report(&repository), "api-contracts")["state"].clone();
    assert_eq!(state(), "not-started");
    repository.write("contracts/auth-api.json", "{");
    repository.git_ok(&["add", "--all"]);
    assert_eq!(state(), "broken");
    let explained = orion(&repository, &["status", "--explain", "integration"]).success();
    assert_snapshot!(explained.stdout, @"
    INTEGRATION STATUS
    POINT             STATUS         CHECKS  NOTE
    API Contracts     ✗ broken       1/2     `contracts/auth-api.json` cannot be read: EOF while parsing an object at line 1 column 1
    Event Schemas     ○ not started  0/0
    Database Schemas  ○ not started  0/0
    Service-to-Svc    ○ not started  0/0
    Frontend-Backend  ○ not started  0/1     services provide contracts, and none is their gateway

       POINT                STATE        CHECKS  NOT KNOWN
    1  API contracts        broken       1/2
    2  Event schemas        not started  0/0
    3  Database isolation   not started  0/0
    4  Frontend to backend  not started  0/1
    5  Shared dependencies  not started  0/0

    broken[INT002]: `contracts/auth-api.json` cannot be read: EOF while parsing an object at line 1 column 1
      --> contracts/auth-api.json:1
       = next: mend the document, or generate it again from its sources

    missing[INT030]: services provide contracts, and none is their gateway
      --> workstreams.toml
       = next: describe one: it `consumes` their contracts, has a port, and the front end `depends-on` it

    from the sources; the running stack is asked by `orion integration`
    shown by  orion integration --static; live: orion integration
    ");
    let document = json!({"openapi": "3.1.0", "paths": {"/all": {"get": {}}}});
    repository.write("contracts/auth-api.json", document.to_string());
    assert_eq!(state(), "complete");
}

#[test]
fn records_that_cannot_be_read_are_told() {
    let repository = repository();
    repository.write(".orion/quality/measurements.jsonl", "nonsense\n");
    let top = repository.top().to_str().unwrap();
    let told = panels(&repository).replace(top, "TOP");
    let last = told.lines().last().unwrap();
    assert_snapshot!(last, @"no trend: `TOP/.orion/quality/measurements.jsonl` cannot be read: line 1 is no measurement (expected ident at line 1 column 2); move it away");
}

#[test]
fn the_answer_fits_its_schema() {
    let repository = repository();
    repository.write("target/lcov.info", HALF);
    let schema = std::fs::read_to_string("../schemas/status.schema.json").unwrap();
    let valid = jsonschema::validator_for(&parsed(&schema)).unwrap();
    let told = report(&repository);
    let faults: Vec<_> = valid.iter_errors(&told).map(|it| it.to_string()).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn a_workstream_that_is_called_like_a_panel_goes_first() {
    let repository = TestRepository::new();
    repository.write(
        "workstreams.toml",
        POLICY
            .replace("auth]", "quality]")
            .replace("\"auth\"", "\"quality\""),
    );
    repository.commit_all("first");
    let explained = orion(&repository, &["status", "--explain", "quality"]).success();
    assert!(
        explained.stdout.starts_with("Auth Waiting"),
        "{}",
        explained.stdout
    );
}

#[test]
fn blockers_and_waits_are_as_github_told_them() {
    let at = |hour: u8| format!("2026-01-05T{hour:02}:00:00Z");
    let blocker = json!([{"title": "Orders are lost", "user": "uma", "labels": ["blocker"], "created_at": at(8)}]);
    let Some(there) = OnGitHub::new(POLICY, &["uma"], &["blocker"], &blocker) else {
        return;
    };
    let review = |login: &str, hour: u8| json!({"user": login, "state": "COMMENTED", "submitted_at": at(hour)});
    there.simulator.post(
        "/_sim/seed",
        &json!({"repos": [{"full_name": "acme/shop", "pulls": [
            {"title": "one", "user": "uma", "head": "a", "created_at": at(8),
             "reviews": [review("checker[bot]", 9), review("uma", 10), review("grace", 12)]},
            {"title": "two", "user": "uma", "head": "b", "created_at": at(9),
             "reviews": [review("checker[bot]", 9)]},
            {"title": "a draft", "user": "uma", "head": "c", "created_at": at(9), "draft": true},
        ]}]}),
    );
    let status = |arguments: &[&str], now: &str| {
        let arguments = [&["status", "--json"], arguments].concat();
        let mut command = there.command(ORION, "uma", &arguments);
        command.env("ORION_NOW", now);
        parsed(&there.repository.run(&mut command).success().stdout)
    };
    let never = status(&["--offline"], "2026-01-05T20:00:00Z");
    let blockers = figure(&never, "open-blockers");
    assert_eq!(blockers["value"], json!(null));
    assert_snapshot!(blockers["because"].as_str().unwrap(), @"GitHub was never asked; `orion status` asks it, with a token");

    let told = status(&[], "2026-01-05T20:00:00Z");
    let blockers = figure(&told, "open-blockers");
    assert_eq!(
        (&blockers["value"], &blockers["verdict"]),
        (&json!(1.0), &json!("missed"))
    );
    // One was looked at by a person after four hours, and the other waits since eleven: what programs say is no review.
    let waits = &told["quality"]["report"]["reviews"];
    assert_eq!(
        (
            &waits["reviewed"],
            &waits["waiting"],
            &waits["longest_waiting"],
            &waits["median"]
        ),
        (&json!(1), &json!(1), &json!(11.0), &json!(4.0))
    );
    there.simulator.assert_clean();
}
