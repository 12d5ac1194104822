//! Every kind of proof that needs nothing but git and files: proved, missing, unknown and regressed.

use orion_testutils::TestRepository;
use serde_json::json;

use crate::world::{deliverable, orion, parsed, report, standing, workstream};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[identity]
branch = "{workstream}/*"
[contracts]
documents = "contracts/{name}.json"
[quality.reports]
tests = ["target/**/junit.xml"]
[services.auth]
workstream = "auth"
provides = ["auth-api"]
[workstreams.auth]
number = 1
title = "Auth"
owns = ["auth/", "workstreams.toml"]
[[workstreams.auth.deliverables]]
name = "routes"
weight = 2
proof = { path = "auth/routes/" }
[[workstreams.auth.deliverables]]
name = "migrations"
proof = { glob = "auth/migrations/*.sql", at-least = 2 }
[[workstreams.auth.deliverables]]
name = "release"
proof = { checklist = "auth/release.md" }
[[workstreams.auth.deliverables]]
name = "starts"
proof = { test = "auth::process::it_starts" }
[workstreams.contracts]
number = 2
owns = ["contracts/"]
[[workstreams.contracts.deliverables]]
name = "document"
proof = { contract = "auth-api" }
[[workstreams.contracts.deliverables]]
name = "checked"
proof = { command = "touch ran" }
[[workstreams.contracts.deliverables]]
name = "issue"
proof = { issue = 7 }
"#;

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write(".gitignore", "target/\n");
    repository.commit_all("first");
    repository
}

fn run_of(end: &str, at: &str) -> String {
    format!(
        r#"<testsuites timestamp="{at}"><testsuite name="auth::process">
<testcase name="it_starts">{end}</testcase></testsuite></testsuites>"#
    )
}

#[test]
fn figures_move_when_evidence_lands_on_the_base_and_not_before() {
    let repository = repository();
    assert_eq!(
        standing(&report(&repository), "auth"),
        ("waiting".into(), 0)
    );

    repository.branch("auth/routes", || {
        repository.write("auth/routes/token.rs", "x");
    });
    let told = report(&repository);
    assert_eq!(
        standing(&told, "auth"),
        ("wip".into(), 0),
        "work in flight is no progress"
    );
    let routes = deliverable(&told, "auth", "routes");
    assert_eq!(routes["in_flight_on"], json!(["auth/routes"]));
    let auth = workstream(&told, "auth");
    assert_eq!(auth["progress"]["in_flight"], 2.0);
    assert_eq!(auth["in_flight"][0]["files"], 1);

    repository.write("auth/routes/draft.rs", "only in the work tree");
    assert_eq!(standing(&report(&repository), "auth").1, 0);
    repository.git_ok(&["clean", "-fdq"]);

    repository.git_ok(&["merge", "-q", "auth/routes"]);
    let told = report(&repository);
    assert_eq!(standing(&told, "auth"), ("wip".into(), 40));
    assert_eq!(workstream(&told, "auth")["in_flight"], json!([]));

    for (path, text, percent) in [
        ("auth/migrations/1.sql", "", 40),
        ("auth/migrations/2.sql", "", 60),
        ("auth/release.md", "- [x] a\n- [ ] b\n", 70),
        ("auth/release.md", "- [x] a\n- [x] b\n", 80),
    ] {
        repository.write(path, text);
        repository.commit_all(path);
        assert_eq!(standing(&report(&repository), "auth").1, percent, "{path}");
    }
    let at = "2026-01-05T10:00:00Z";
    repository.write("target/a/junit.xml", run_of("", at));
    let told = report(&repository);
    assert_eq!(standing(&told, "auth"), ("done".into(), 100));
    assert_eq!(deliverable(&told, "auth", "starts")["as_of"], at);

    repository.git_ok(&["rm", "-rq", "auth/routes"]);
    repository.commit_all("without routes");
    let told = report(&repository);
    assert_eq!(standing(&told, "auth"), ("wip".into(), 60));
    let since = &deliverable(&told, "auth", "routes")["regressed_since"]["commit"];
    assert_eq!(*since, told["base"]["commit"]);
    repository.write("auth/other.rs", "x");
    repository.commit_all("later");
    let later = report(&repository);
    let again = &deliverable(&later, "auth", "routes")["regressed_since"]["commit"];
    assert_eq!(again, since, "it is dated by the first commit without it");
    assert_eq!(later["summary"]["regressed"], 1);

    let log = orion(&repository, &["log", "--json", "auth"]).success();
    let log = parsed(&log.stdout);
    let states: Vec<_> = log["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["to"])
        .collect();
    assert_eq!(states, ["waiting", "wip", "done", "wip"]);
}

#[test]
fn a_recorded_run_counts_with_its_time() {
    let repository = repository();
    let starts = |report: &serde_json::Value| deliverable(report, "auth", "starts").clone();
    let nothing = starts(&report(&repository));
    assert_eq!(nothing["outcome"], "unknown");
    assert_eq!(nothing["evidence"], "no run is recorded in this work tree");

    repository.write("target/old/junit.xml", run_of("", "2026-01-04T10:00:00Z"));
    let old = starts(&report(&repository));
    assert_eq!(
        (&old["outcome"], &old["as_of"]),
        (&json!("proved"), &json!("2026-01-04T10:00:00Z"))
    );
    assert!(
        old["stale"]
            .as_str()
            .unwrap()
            .contains("older than the last commit"),
        "{old}"
    );

    let failed = run_of("<failure/>", "2026-01-05T10:00:00Z");
    repository.write("target/new/junit.xml", failed);
    let new = starts(&report(&repository));
    assert_eq!(
        (&new["outcome"], &new["stale"]),
        (&json!("missing"), &json!(null))
    );
    assert!(!new["regressed_since"].is_null());

    repository.write("target/new/junit.xml", "<testsuites");
    std::fs::remove_file(repository.top().join("target/old/junit.xml")).unwrap();
    let torn = starts(&report(&repository));
    assert_eq!(
        (&torn["outcome"], &torn["last_known"]["outcome"]),
        (&json!("unknown"), &json!("missing"))
    );
    assert!(
        torn["evidence"]
            .as_str()
            .unwrap()
            .contains("target/new/junit.xml"),
        "{torn}"
    );
}

#[test]
fn what_cannot_be_known_is_unknown_and_nothing_runs_untrusted() {
    let repository = repository();
    let missing = report(&repository);
    assert_eq!(
        deliverable(&missing, "contracts", "document")["outcome"],
        "missing"
    );
    repository.write("contracts/auth-api.json", "{}");
    repository.commit_all("a contract");
    let told = report(&repository);
    for name in ["document", "checked", "issue"] {
        assert_eq!(
            deliverable(&told, "contracts", name)["outcome"],
            "unknown",
            "{name}"
        );
    }
    assert!(!repository.top().join("ran").exists());
    let progress = &workstream(&told, "contracts")["progress"];
    assert_eq!(
        (&progress["at_least_percent"], &progress["at_most_percent"]),
        (&json!(0), &json!(100))
    );
}

#[test]
fn the_remotes_base_is_looked_at_and_named() {
    let repository = repository();
    repository.git_ok(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repository.write("auth/routes/token.rs", "x");
    repository.commit_all("not pushed");
    let told = report(&repository);
    assert_eq!(told["base"]["reference"], "refs/remotes/origin/main");
    assert_eq!(standing(&told, "auth"), ("wip".into(), 0));
    repository.git_ok(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    assert_eq!(standing(&report(&repository), "auth").1, 40);

    repository.git_ok(&["checkout", "-q", "-b", "elsewhere"]);
    repository.git_ok(&["branch", "-q", "-D", "main"]);
    repository.git_ok(&["update-ref", "-d", "refs/remotes/origin/main"]);
    let outcome = orion(&repository, &["status", "--once"]);
    assert_eq!(outcome.code, 3);
    assert!(
        outcome.stderr.contains("there is no branch `main`"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("hint:"), "{}", outcome.stderr);
}

#[test]
fn each_figure_is_explained_by_a_command_that_shows_it() {
    let repository = repository();
    repository.write("auth/routes/token.rs", "x");
    repository.write("auth/release.md", "- [x] a\n- [ ] b\n");
    repository.commit_all("work");
    let told = report(&repository);
    for name in ["routes", "release"] {
        let shown = deliverable(&told, "auth", name)["reproduce"]
            .as_str()
            .unwrap();
        let mut shell = repository.command("sh");
        let outcome = repository.run(shell.args(["-c", shown])).success();
        assert_ne!(outcome.stdout, "", "{shown}");
    }
    let explained = orion(&repository, &["status", "--explain", "1"]).success();
    let commit = told["base"]["commit"].as_str().unwrap();
    let text = explained.stdout.replace(&commit[..12], "COMMIT");
    insta::assert_snapshot!(text, @r"
    Auth WIP: 1 of 4 proved
      status    since 2026-01-06T09:00:00Z, as `orion log` shows
      progress  █████▒▒···  50-70 %: weight 2.5 of 5 proved, 1 unknown, 0 in flight
      base      refs/heads/main at COMMIT, committed 24 hours ago: `git log -1 COMMIT`

    proved routes (weight 2)
      path      auth/routes
      evidence  `auth/routes` is there (at COMMIT)
      shown by  git ls-tree -r --name-only COMMIT -- auth/routes

    missing migrations (weight 1)
      glob      auth/migrations/*.sql (at least 2)
      evidence  0 files of at least 2 (at COMMIT)
      shown by  git ls-tree -r --name-only COMMIT -- auth/migrations/

    partly release (weight 1)
      checklist auth/release.md
      evidence  1 of 2 boxes are ticked (at COMMIT)
      shown by  git show COMMIT:auth/release.md

    unknown starts (weight 1)
      test      auth::process::it_starts
      evidence  no run is recorded in this work tree
      shown by  cargo nextest run -p auth -E 'binary_id(auth::process) and test(=it_starts)'
    ");
    let wrong = orion(&repository, &["status", "--explain", "nobody"]);
    assert_eq!(wrong.code, 2);
    insta::assert_snapshot!(wrong.stderr, @"
    note: GitHub does not tell: it cannot be told which repository on GitHub this is
    error: there is no workstream `nobody`
    hint: there are: auth, contracts, integration, quality
    ");
}

#[test]
fn hostile_names_reach_the_terminal_visible() {
    let repository = TestRepository::new();
    let policy = POLICY.replace("name = \"routes\"", "name = \"ro\\u202eutes\"");
    repository.write(
        "workstreams.toml",
        policy.replace("title = \"Auth\"", "title = \"A\\u001b[2Jh\""),
    );
    repository.commit_all("first");
    repository.branch("auth/x\u{202e}y", || repository.write("auth/a", "1"));
    for arguments in [
        &["status", "--once"][..],
        &["status", "--explain", "auth"],
        &["log"],
    ] {
        let told = orion(&repository, arguments).success();
        assert!(
            !told.stdout.contains(['\u{1b}', '\u{202e}']),
            "{}",
            told.stdout
        );
    }
}

#[test]
fn a_directory_that_cannot_be_written_costs_memory_and_nothing_else() {
    let repository = repository();
    repository.write(".orion", "a file in the way");
    let outcome = orion(&repository, &["status", "--once", "--json"]).success();
    assert!(
        outcome.stderr.contains("it is not remembered"),
        "{}",
        outcome.stderr
    );
    assert_eq!(standing(&parsed(&outcome.stdout), "auth").1, 0);
}
