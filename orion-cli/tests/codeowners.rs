//! `orion codeowners`, as a shell sees it, in real repositories.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::collections::HashSet;
use std::fs;

use insta::assert_snapshot;
use orion_core::codeowners::parse;
use orion_testutils::{Outcome, TestRepository};
use serde_json::Value;

const ORION: &str = env!("CARGO_BIN_EXE_orion");

const POLICY: &str = r#"schema = 1

[project]
name = "shop"

[workstreams.contracts]
lead = "@grace"
members = ["@grace", "grace@example.com"]
owns = [{ path = "contracts/", access = "exclusive" }]

[workstreams.auth]
lead = "@acme/auth"
owns = [
  "services/auth/",
  { path = "services/auth/migrations/", review = ["database"] },
  { path = "services/auth/notes.md", access = "shared" },
]

[workstreams.database]
members = ["@ida"]

[workstreams.platform]
lead = "@ada"
owns = ["**", "app/[id]/a b.ts", "**/*.lock"]
"#;

fn orion(repository: &TestRepository, line: &str) -> Outcome {
    repository.run(repository.command(ORION).args(line.split_whitespace()))
}

fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).unwrap()
}

fn written(repository: &TestRepository) -> Option<String> {
    fs::read_to_string(repository.top().join(".github/CODEOWNERS")).ok()
}

fn shop(more: &[(&str, &str)]) -> TestRepository {
    let repository = TestRepository::new();
    let files = [
        ("workstreams.toml", POLICY),
        ("contracts/a.rs", ""),
        ("services/auth/src/main.rs", ""),
        ("services/auth/migrations/1.sql", ""),
        ("services/auth/notes.md", ""),
        ("app/[id]/a b.ts", ""),
        ("Cargo.lock", ""),
    ];
    for (path, content) in files.iter().chain(more) {
        repository.write(path, content);
    }
    repository.git_ok(&["add", "--all"]);
    repository
}

#[test]
fn the_file_says_what_the_policy_says() {
    let repository = shop(&[]);
    let outcome = orion(&repository, "codeowners").success();
    assert_snapshot!(outcome.stdout, @"wrote `.github/CODEOWNERS`");
    assert_eq!(outcome.stderr, "");
    assert_snapshot!(written(&repository).unwrap(), @r"
    # Generated from workstreams.toml by `orion codeowners`. Edit that file, not this one.
    # The last line that matches a path decides. GitHub asks any one of its owners for a review; what the owners
    # and everyone else may do is held by `orion check`.

    * @ada
    *.lock @ada
    /contracts @grace grace@example.com
    /services/auth @acme/auth
    /app/\[id\]/a\ b.ts @ada
    /services/auth/migrations @acme/auth @ida
    /services/auth/notes.md
    ");
}

#[test]
fn a_check_fails_until_the_file_is_fresh() {
    let repository = shop(&[]);
    let stale = orion(&repository, "codeowners --check");
    assert_eq!(stale.code, 1);
    assert_snapshot!(stale.stdout, @"
    error[COD024]: `.github/CODEOWNERS` is not what `workstreams.toml` says
      next: orion codeowners
    ");
    assert_eq!(written(&repository), None);
    orion(&repository, "codeowners").success();
    assert_snapshot!(orion(&repository, "codeowners --check").success().stdout, @"`.github/CODEOWNERS` is fresh");
    let quiet = orion(&repository, "--quiet codeowners --check").success();
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    repository.write("workstreams.toml", POLICY.replace("@ida", "@eve"));
    let stale = orion(&repository, "codeowners --check --json");
    assert_eq!(
        (stale.code, &json(&stale)["outcome"]),
        (1, &Value::from("stale"))
    );
    orion(&repository, "codeowners").success();
    assert!(written(&repository).unwrap().contains("@eve"));
}

#[test]
fn printing_touches_no_file() {
    let repository = shop(&[]);
    let printed = orion(&repository, "codeowners --stdout").success();
    assert_eq!(
        orion(&repository, "codeowners --dry-run").success().stdout,
        printed.stdout
    );
    assert_eq!(written(&repository), None);
    orion(&repository, "codeowners").success();
    assert_eq!(written(&repository).unwrap(), printed.stdout);
}

#[test]
fn a_file_that_orion_did_not_write_is_replaced_only_when_no_owner_changes() {
    let repository = shop(&[("CODEOWNERS", "* @somebody\n")]);
    let kept = orion(&repository, "codeowners");
    assert_eq!(kept.code, 1);
    assert_snapshot!(kept.stdout, @"
    nothing was written: Orion did not write the CODEOWNERS that is there, and 8 tracked files would have other owners
      CODEOWNERS: @ada, not @somebody
      Cargo.lock: @ada, not @somebody
      app/[id]/a b.ts: @ada, not @somebody
      contracts/a.rs: @grace grace@example.com, not @somebody
      services/auth/migrations/1.sql: @acme/auth @ida, not @somebody
      services/auth/notes.md: nobody, not @somebody
      services/auth/src/main.rs: @acme/auth, not @somebody
      workstreams.toml: @ada, not @somebody
      next: orion init --from codeowners takes its owners over, orion codeowners --force replaces it
    ");
    assert_eq!(written(&repository), None);
    let forced = orion(&repository, "codeowners --force").success();
    assert_snapshot!(forced.stdout, @"
    wrote `.github/CODEOWNERS`
    `.github/CODEOWNERS` counts, and GitHub ignores `CODEOWNERS`
    ");

    // What says the same in other words may go.
    let same = written(&repository)
        .unwrap()
        .replace("# Generated", "# Written by hand;");
    let repository = shop(&[(".github/CODEOWNERS", &same)]);
    orion(&repository, "codeowners").success();
    assert!(written(&repository).unwrap().starts_with("# Generated"));
}

#[test]
fn what_github_cannot_be_told_is_reported() {
    let repository = shop(&[("docs/c#.md", ""), ("docs/c+.md", "")]);
    let policy = format!(
        "{POLICY}\n[workstreams.writers]\nowns = [\"docs/c#.md\"]\n[workstreams.bots]\n\
         members = [\"@dependabot[bot]\", \"@eve\"]\nowns = [\"docs/c+.md\"]\n"
    );
    repository.write("workstreams.toml", policy);
    let outcome = orion(&repository, "codeowners").success();
    assert_snapshot!(outcome.stderr, @r#"
    warning[COD022]: `@dependabot[bot]` of `bots` cannot be a code owner, and is left out

    warning[COD021]: `writers` has neither lead nor members whom GitHub could ask
      --> workstreams.toml:27:9
       |
    27 | owns = ["docs/c#.md"]
       |         ^^^^^^^^^^^^ who is asked here?
       |
       = help: add `lead = "@login"` to `[workstreams.writers]`

    warning[COD020]: CODEOWNERS cannot hold `#`: `?` stands for it
      --> workstreams.toml:27:9
       |
    27 | owns = ["docs/c#.md"]
       |         ^^^^^^^^^^^^ in this pattern
    "#);
    let written = written(&repository).unwrap();
    let docs: Vec<&str> = written
        .lines()
        .filter(|line| line.starts_with("/docs"))
        .collect();
    assert_eq!(docs, ["/docs/c?.md", "/docs/c+.md @eve"]);
}

#[test]
fn a_round_trip_changes_no_owner() {
    let repository = shop(&[]);
    orion(&repository, "codeowners").success();
    let first = written(&repository).unwrap();
    orion(&repository, "init --force --from codeowners").success();
    let outcome = orion(&repository, "codeowners").success();
    assert_eq!(outcome.stderr, "");
    let second = written(&repository).unwrap();
    assert_eq!(first, second);
}

#[test]
fn a_policy_that_cannot_be_used_is_no_policy() {
    let repository = TestRepository::new();
    let outcome = orion(&repository, "codeowners");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stderr, @"
    error: there is no `workstreams.toml` in this repository
    hint: `orion init` writes a first one
    ");
    repository.write("workstreams.toml", "schema = 1\nworkstream = 2\n");
    let outcome = orion(&repository, "codeowners --json");
    assert_eq!(outcome.code, 2);
    assert_eq!(json(&outcome)["error"]["kind"], "configuration");
}

/// git's own matching, from which GitHub's documentation takes the format, on every pattern of up to three
/// names. Left out is where GitHub differs and says so: a last `*` does not descend (`docs/*`), and `a/**/`
/// reaches files directly in `a` too.
#[test]
fn patterns_mean_what_they_mean_in_gitignore() {
    let names = ["a", "b", "*", "**", "a*", "*b", "?", "\\*"];
    let mut patterns: Vec<String> = Vec::new();
    let mut bodies: Vec<String> = names.map(str::to_owned).to_vec();
    for _ in 0..3 {
        patterns.extend(bodies.iter().flat_map(|body| {
            ["", "/"]
                .into_iter()
                .flat_map(move |start| ["", "/"].map(|end| format!("{start}{body}{end}")))
        }));
        bodies = bodies
            .iter()
            .flat_map(|body| names.map(|name| format!("{body}/{name}")))
            .collect();
    }
    patterns.retain(|pattern| {
        !pattern.ends_with("**/")
            && (pattern == "*" || !(pattern.ends_with("/*") || pattern == "**"))
    });
    let files = ["a", "b", "ab", "*", "x"];
    let mut paths: Vec<String> = files.map(str::to_owned).to_vec();
    for depth in 0..2 {
        let deeper: Vec<String> = paths
            .iter()
            .filter(|path| path.matches('/').count() == depth)
            .flat_map(|path| files.map(|file| format!("{path}/{file}")))
            .collect();
        paths.extend(deeper);
    }

    // Each pattern in a directory of its own, where git takes it as written.
    let repository = TestRepository::new();
    let mut asked = Vec::new();
    for (number, pattern) in patterns.iter().enumerate() {
        repository.write(format!("{number}/.gitignore"), format!("{pattern}\n"));
        for path in &paths {
            asked.extend(format!("{number}/{path}\0").bytes());
        }
    }
    repository.write("asked", &asked);
    let output = repository
        .command("git")
        .args(["check-ignore", "--no-index", "--stdin", "-z"])
        .stdin(fs::File::open(repository.top().join("asked")).unwrap())
        .output()
        .unwrap();
    let ignored: HashSet<&[u8]> = output.stdout.split(|byte| *byte == 0).collect();
    assert!(ignored.len() > 10_000, "git has answered");
    for (number, pattern) in patterns.iter().enumerate() {
        let file = parse(&format!("{pattern} @a\n"));
        let line = file.lines.first().unwrap_or_else(|| panic!("{pattern}"));
        for path in &paths {
            assert_eq!(
                line.covers(path.as_bytes()),
                ignored.contains(format!("{number}/{path}").as_bytes()),
                "{pattern} on {path}"
            );
        }
    }
}
