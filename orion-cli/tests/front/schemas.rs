//! Every `--json` answer keeps to its schema, and says nothing that the schema does not tell.

use std::fs;
use std::path::Path;

use orion_testutils::TestRepository;
use serde_json::{Value, json};

use crate::{orion, orion_in, owner};

/// Panics unless `answer` is one line of JSON that keeps to the schema.
#[track_caller]
fn keeps_to(name: &str, answer: &str) {
    assert_eq!(answer.matches('\n').count(), 1, "{answer}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../schemas/{name}.schema.json"));
    let mut schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    close(&mut schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let answer: Value = serde_json::from_str(answer).unwrap();
    let problems: Vec<_> = validator
        .iter_errors(&answer)
        .map(|error| error.to_string())
        .collect();
    assert!(problems.is_empty(), "{problems:#?}\n{answer:#}");
}

/// A published shape may grow; here nothing may stand in an answer that the schema does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// Two workstreams, one commit, and changes of many kinds in the index; the actor is `user`.
fn repository() -> TestRepository {
    let repository = TestRepository::new();
    let policy = r#"
schema = 1
[project]
name = "acme"
[workstreams.auth]
lead = "@ada"
owns = ["services/auth/", { path = "shared/", access = "shared" }]
[workstreams.user]
owns = [{ path = "services/user/", review = ["auth"] }, "workstreams.toml", "not/there/"]
"#;
    repository.write("workstreams.toml", policy);
    for path in [
        "services/auth/a",
        "services/auth/b",
        "services/user/c",
        "shared/d",
        "e",
    ] {
        repository.write(path, path);
    }
    repository.commit_all("first");
    repository.write("workstreams.toml", policy.replace("shared/", "shared/all/"));
    repository.write("services/auth/a", "changed");
    repository.write("services/user/c", "changed");
    repository.write("e", "changed");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        repository.write(std::ffi::OsStr::from_bytes(b"caf\xe9\n"), "not UTF-8");
    }
    for arguments in [
        ["mv", "services/auth/b", "services/user/b"].as_slice(),
        &["config", "orion.workstream", "user"],
        &["add", "--all"],
    ] {
        let outcome = repository.git(arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    }
    repository
}

#[test]
fn check() {
    let repository = repository();
    let check = |line: &str| orion_in(&repository, line);
    let staged = check("check --json");
    assert_eq!(staged.code, 1, "{}", staged.stderr);
    keeps_to("check", &staged.stdout);
    keeps_to("check", &check("check --json services/auth/x new").stdout);
    keeps_to(
        "check",
        &check("check --format json --as auth services/user/x").stdout,
    );
    repository.commit_all("second\n\nOrion-Override: a good reason");
    keeps_to("check", &check("check --json --range HEAD~1..HEAD").stdout);
    keeps_to(
        "check",
        &check("check --json --range HEAD~1.. --approved auth").stdout,
    );
}

#[test]
fn check_all() {
    let answer = orion_in(&repository(), "check --all --json").stdout;
    assert!(answer.contains("OWN010"), "{answer}");
    keeps_to("check-all", &answer);
}

#[test]
fn hook() {
    let repository = repository();
    repository.write(".git/hooks/commit-msg", "#!/bin/sh\n");
    for line in ["install --dry-run", "install", "install", "uninstall"] {
        keeps_to(
            "hook",
            &orion_in(&repository, &format!("hook {line} --json")).stdout,
        );
    }
}

#[test]
fn explain() {
    keeps_to("explain", &orion("explain --json").success().stdout);
}

#[test]
fn failure() {
    keeps_to("failure", &orion("explain NOPE --json").stdout);
    keeps_to("failure", &orion("explain --json --nope").stdout);
    let repository = repository();
    repository.write("workstreams.toml", "schema = 1\nneeds = 2");
    assert_eq!(repository.git(&["add", "--all"]).code, 0);
    let outcome = orion_in(&repository, "check --json");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stdout.contains("CFG0"), "{}", outcome.stdout);
    keeps_to("failure", &outcome.stdout);
    keeps_to(
        "failure",
        &orion_in(&repository, "check --json --range nope..HEAD").stdout,
    );
}

#[test]
fn owner() {
    let repository = owner::repository();
    let answer = |line| orion_in(&repository, line).success().stdout;
    keeps_to("owner", &answer("owner contracts/a.rs README.md --json"));
    // One object a line, for whoever searches it.
    keeps_to(
        "owner",
        &format!("{}\n", answer("owner --all --json").replace('\n', "")),
    );
}

#[test]
fn doctor() {
    keeps_to("doctor", &orion("doctor --json").stdout);
    keeps_to("doctor", &orion("-C .git doctor --json").stdout);
}

#[test]
fn init_and_codeowners() {
    let repository = TestRepository::new();
    repository.write("docs/a", "");
    repository.write(
        "CODEOWNERS",
        "* @a\n/docs/ @a @b\n!x @c\n/docs/a\nbad bad\n",
    );
    repository.write("docs/CODEOWNERS", "");
    repository.git_ok(&["add", "--all"]);
    keeps_to(
        "init",
        &orion_in(&repository, "init --json").success().stdout,
    );
    let policy = "schema = 1\n[project]\nname = \"p\"\n[workstreams.w]\nowns = [\"docs/\"]\n";
    repository.write("workstreams.toml", policy);
    keeps_to(
        "init",
        &orion_in(&repository, "init --json").success().stdout,
    );
    keeps_to(
        "codeowners",
        &orion_in(&repository, "codeowners --json").stdout,
    );
    let forced = orion_in(&repository, "codeowners --force --json").success();
    keeps_to("codeowners", &forced.stdout);
}

#[test]
fn plan() {
    let repository = TestRepository::new();
    let policy = r#"
schema = 1
[project]
name = "p"
start = 2026-11-23
deadline = 2026-11-24
[workstreams.a]
phases = [{ name = "one", estimate = ["1d", "2d", "4d"] }, { name = "two" }]
leave = [{ from = 2026-11-23 }]
[workstreams.b]
days = [1, 1]
needs = [{ on = "a", phase = "one", lag = "0.5d" }]
[workstreams.c]
estimate = "1d"
needs = ["a"]
[workstreams.d]
continuous = true
"#;
    repository.write("workstreams.toml", policy);
    let answer = |line| orion_in(&repository, line).success().stdout;
    keeps_to("plan", &answer("plan --json --today 2026-11-24"));
    repository.write("workstreams.toml", policy.replace("start = ", "# start = "));
    keeps_to("plan", &answer("plan --json"));
}

#[test]
fn status_and_log() {
    let repository = repository();
    let policy = "schema = 1\n[project]\nname = \"p\"\nstart = 2026-01-01\n[workstreams.w]\nestimate = \"1d\"\n\
                  owns = [\"w/\"]\ndeliverables = [{ name = \"a\", proof = { path = \"w/a\" } }]\n\
                  [workstreams.v]\nneeds = [\"w\"]\nestimate = \"1d\"\nowns = [\"v/\"]\n\
                  deliverables = [{ name = \"b\", proof = { issue = 1 } }]\n";
    repository.write("workstreams.toml", policy);
    repository.commit_all("a plan");
    repository.branch("work", || repository.write("w/a", ""));
    let answer = |line| orion_in(&repository, line).success().stdout;
    keeps_to("status", &answer("status --json"));
    keeps_to("log", &answer("log --json"));
}
