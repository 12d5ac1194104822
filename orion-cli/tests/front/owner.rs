//! `orion owner`, on paths, on a stream of paths, on every tracked file.

use std::fs::{self, File};

use insta::assert_snapshot;
use orion_testutils::{Outcome, TestRepository};
use serde_json::Value;

use crate::{ORION, orion, orion_in, orion_writing_to, unread};

const POLICY: &str = r#"schema = 1

[project]
name = "acme"

[workstreams.auth]
title = "Auth Service"
lead = "@alice"
owns = ["services/auth/", { path = "services/auth/migrations/", review = ["database"] }, "**/*.proto"]

[workstreams.contracts]
owns = [{ path = "contracts/", access = "exclusive" }, { path = "docs/*/", access = "approval" }]

[workstreams.database]
owns = [{ path = "generated/", access = "read-only" }, { path = "notes.md", access = "shared" }]
"#;

pub(crate) fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    for path in [
        "services/auth/src/main.rs",
        "contracts/a.rs",
        "docs/a.md",
        "docs/api/b.md",
    ] {
        repository.write(path, "content\n");
    }
    repository.commit_all("first");
    repository
}

fn owner(line: &str) -> String {
    let outcome = orion_in(&repository(), &format!("owner {line}"));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    outcome.stdout
}

#[test]
fn a_path_is_explained() {
    assert_snapshot!(owner("services/auth/migrations/1.sql contracts/new.rs"), @"
    services/auth/migrations/1.sql
      owner     `auth`, Auth Service, lead @alice
      access    ✅ full: `auth` writes; everyone else is refused, unless it approves their pull request
      rule      workstreams.toml:9 `services/auth/migrations/`
      reviewers `database`

    contracts/new.rs
      owner     `contracts`
      access    🔒 exclusive: `contracts` writes; everyone else asks it to
      rule      workstreams.toml:12 `contracts/`
    ");
    assert_snapshot!(owner("generated/x notes.md README.md"), @"
    generated/x
      owner     `database`
      access    👁️ read-only: nobody writes by hand: it is generated or vendored
      rule      workstreams.toml:15 `generated/`

    notes.md
      owner     `database`
      access    🤝 shared: everyone writes
      rule      workstreams.toml:15 `notes.md`

    README.md
      owner     nobody: no rule in workstreams.toml matches
    ");
}

#[test]
fn a_directory_is_whose_a_new_entry_in_it_would_be() {
    assert_snapshot!(owner("docs/api docs/a.md docs/none docs/none/"), @"
    docs/api
      owner     `contracts`
      access    ⚠️ approval: everyone writes; the pull request needs the approval of `contracts`
      rule      workstreams.toml:12 `docs/*/`

    docs/a.md
      owner     nobody: no rule in workstreams.toml matches

    docs/none
      owner     nobody: no rule in workstreams.toml matches

    docs/none/
      owner     `contracts`
      access    ⚠️ approval: everyone writes; the pull request needs the approval of `contracts`
      rule      workstreams.toml:12 `docs/*/`
    ");
}

#[test]
fn paths_are_relative_to_where_one_stands() {
    assert_snapshot!(owner("-C services/auth src/main.rs ../../contracts/a.rs --json"), @r#"{"schema":1,"paths":[{"path":"services/auth/src/main.rs","owner":"auth","access":"full","rule":{"pattern":"services/auth/","line":9},"reviewers":[]},{"path":"contracts/a.rs","owner":"contracts","access":"exclusive","rule":{"pattern":"contracts/","line":12},"reviewers":[]}]}"#);
}

#[test]
fn a_path_outside_is_wrong_usage() {
    let outcome = orion_in(&repository(), "owner ../x");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome.stderr.contains("outside the repository"),
        "{}",
        outcome.stderr
    );
    assert_eq!(orion_in(&repository(), "owner").code, 2);
    assert_eq!(orion_in(&repository(), "owner --all x").code, 2);
}

#[test]
fn every_tracked_file_is_a_line() {
    assert_snapshot!(owner("--all").replace('\t', " | "), @"
    contracts/a.rs | contracts | exclusive | 12
    docs/a.md | - | - | -
    docs/api/b.md | contracts | approval | 12
    services/auth/src/main.rs | auth | full | 9
    workstreams.toml | - | - | -
    ");
}

#[test]
fn every_tracked_file_is_an_object() {
    assert_snapshot!(owner("--all --json"), @r#"
    {"schema":1,"paths":[
    {"path":"contracts/a.rs","owner":"contracts","access":"exclusive","rule":{"pattern":"contracts/","line":12},"reviewers":[]},
    {"path":"docs/a.md","owner":null,"access":null,"rule":null,"reviewers":[]},
    {"path":"docs/api/b.md","owner":"contracts","access":"approval","rule":{"pattern":"docs/*/","line":12},"reviewers":[]},
    {"path":"services/auth/src/main.rs","owner":"auth","access":"full","rule":{"pattern":"services/auth/","line":9},"reviewers":[]},
    {"path":"workstreams.toml","owner":null,"access":null,"rule":null,"reviewers":[]}
    ]}
    "#);
}

#[test]
fn nothing_tracked_is_an_empty_answer() {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    assert_eq!(orion_in(&repository, "owner --all").success().stdout, "");
    let answer = orion_in(&repository, "owner --all --json").success().stdout;
    assert_eq!(answer, "{\"schema\":1,\"paths\":[\n]}\n");
}

#[cfg(unix)]
#[test]
fn odd_names_are_shown_harmlessly_and_told_exactly() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let repository = repository();
    for name in [
        &b"line\nbreak"[..],
        b"tab\there",
        b"\x1b[2J\"",
        "\u{fc}ber".as_bytes(),
        b"\xff\xfe",
        b"a b",
    ] {
        repository.write(OsStr::from_bytes(name), "");
    }
    repository.commit_all("odd names");
    let lines = orion_in(&repository, "owner --all").success().stdout;
    assert_snapshot!(lines.lines().filter(|line| line.contains("\t-\t")).collect::<Vec<_>>().join("\n").replace('\t', " | "), @r#"
    \x1b[2J" | - | - | -
    a b | - | - | -
    docs/a.md | - | - | -
    line\nbreak | - | - | -
    tab\there | - | - | -
    workstreams.toml | - | - | -
    über | - | - | -
    \xff\xfe | - | - | -
    "#);
    let report: Value =
        serde_json::from_str(&orion_in(&repository, "owner --all --json").success().stdout)
            .unwrap();
    let odd: Vec<String> = report["paths"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["owner"].is_null())
        .map(ToString::to_string)
        .collect();
    assert_snapshot!(odd.join("\n"), @r#"
    {"path":"\u001b[2J\"","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"a b","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"docs/a.md","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"line\nbreak","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"tab\there","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"workstreams.toml","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"über","owner":null,"access":null,"rule":null,"reviewers":[]}
    {"path":"��","path_hex":"fffe","owner":null,"access":null,"rule":null,"reviewers":[]}
    "#);
}

#[test]
fn an_unmerged_path_is_listed_once() {
    let repository = repository();
    repository
        .git(&["checkout", "--quiet", "-b", "other"])
        .success();
    repository.write("contracts/a.rs", "theirs\n");
    repository.commit_all("theirs");
    repository.git(&["checkout", "--quiet", "main"]).success();
    repository.write("contracts/a.rs", "ours\n");
    repository.commit_all("ours");
    assert_ne!(repository.git(&["merge", "--quiet", "other"]).code, 0);
    let answer = orion_in(&repository, "owner --all").success().stdout;
    assert_eq!(answer.matches("contracts/a.rs").count(), 1, "{answer}");
}

fn with_standard_input(repository: &TestRepository, line: &str, input: &str) -> Outcome {
    let file = repository.beside("input");
    fs::write(&file, input).unwrap();
    let mut command = repository.command(ORION);
    command
        .args(line.split(' '))
        .stdin(File::open(file).unwrap());
    repository.run(&mut command)
}

#[test]
fn standard_input_may_name_the_paths() {
    let repository = repository();
    let input = "contracts/a.rs\0docs/api\0line\nbreak\0";
    let lines = with_standard_input(&repository, "owner --stdin0", input)
        .success()
        .stdout;
    assert_snapshot!(lines.replace('\t', " | "), @r"
    contracts/a.rs | contracts | exclusive | 12
    docs/api | - | - | -
    line\nbreak | - | - | -
    ");
    let json = with_standard_input(&repository, "owner --stdin0 --json", input)
        .success()
        .stdout;
    assert_snapshot!(json, @r#"{"schema":1,"paths":[{"path":"contracts/a.rs","owner":"contracts","access":"exclusive","rule":{"pattern":"contracts/","line":12},"reviewers":[]},{"path":"docs/api","owner":null,"access":null,"rule":null,"reviewers":[]},{"path":"line\nbreak","owner":null,"access":null,"rule":null,"reviewers":[]}]}"#);
}

#[test]
fn without_a_policy_there_is_no_answer() {
    let outcome = orion("owner --all");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_eq!(orion("owner a").stderr, outcome.stderr);
    assert_snapshot!(outcome.stderr, @"
    error: there is no `workstreams.toml` in this repository
    hint: `orion init` writes a first one
    ");
}

#[test]
fn a_reader_that_goes_away_ends_the_listing() {
    let repository = repository();
    for line in ["owner --all", "owner --all --json"] {
        let output = orion_writing_to(&repository, line, unread());
        assert_eq!(
            (output.status.code(), output.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{line}"
        );
    }
}
