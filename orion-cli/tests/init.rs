//! `orion init`, as a shell sees it, in real repositories.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::fs;

use insta::assert_snapshot;
use orion_testutils::{Outcome, TestRepository};
use serde_json::Value;

const ORION: &str = env!("CARGO_BIN_EXE_orion");

fn orion(repository: &TestRepository, line: &str) -> Outcome {
    repository.run(repository.command(ORION).args(line.split_whitespace()))
}

fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).unwrap()
}

fn written(repository: &TestRepository) -> Option<String> {
    fs::read_to_string(repository.top().join("workstreams.toml")).ok()
}

/// A repository with these files staged, and no commit.
fn with(files: &[(&str, &str)]) -> TestRepository {
    let repository = TestRepository::new();
    for (path, content) in files {
        repository.write(path, content);
    }
    repository.git_ok(&["add", "--all"]);
    repository
}

const CODEOWNERS: &str = "\
* @acme/core
/docs/ @acme/writers bob@example.com
!nope @x
*.sql @dba
/apps/ @octocat
/apps/github
";

fn with_codeowners() -> TestRepository {
    with(&[
        (".github/CODEOWNERS", CODEOWNERS),
        ("README.md", ""),
        ("docs/a.md", ""),
        ("docs/b.sql", ""),
        ("apps/x", ""),
        ("apps/github/y", ""),
    ])
}

#[test]
fn codeowners_go_over_without_a_change_of_owner() {
    let repository = with_codeowners();
    let outcome = orion(&repository, "init").success();
    assert_snapshot!(outcome.stdout, @"
    wrote `workstreams.toml` from `.github/CODEOWNERS`
      core                  2 files  Core
      writers-and-bob        1 file  Writers and Bob
      dba                    1 file  Dba
      octocat                1 file  Octocat
      everyone               1 file  Everyone
    5 workstreams, 6 of 6 tracked files owned

    next:
      orion check --all                 hold the file against every tracked file
      orion hook install                stop a wrong commit before it is made
      orion codeowners                  write .github/CODEOWNERS from it
    ");
    assert_snapshot!(outcome.stderr, @"
    warning[COD001]: GitHub skips this line: the pattern `!nope` is not valid
     --> .github/CODEOWNERS:3:1
      |
    3 | !nope @x
      | ^^^^^ GitHub does not support negation with `!`

    warning[COD008]: nobody owns `apps/github/y`
    ");
    assert_snapshot!(written(&repository).unwrap(), @r#"
    # Who owns what in this repository, and who works on it.
    # Made from .github/CODEOWNERS: every tracked file has the owners that it had there.
    # A team does not tell Orion who is in it: list its people in `members` (`@login` or the
    # e-mail address they commit with), so that their commits are known as the workstream's.
    #
    # `orion owner PATH` says by which line a path belongs to whom; the most specific pattern wins,
    # wherever it stands. `orion check --all` holds this file against the tracked files.

    schema = 1

    [project]
    name = "repo"

    [identity]
    branch = "{workstream}/*"    # work on branch `<workstream>/…` is that workstream's

    [ownership]
    unowned = "warn"             # a path that nobody owns: allow | warn | deny

    [workstreams.core]
    title = "Core"
    lead = "@acme/core"
    members = ["@acme/core"]
    owns = ["**"]

    # CODEOWNERS names them together: any one of them may approve.
    [workstreams.writers-and-bob]
    title = "Writers and Bob"
    lead = "@acme/writers"
    members = ["@acme/writers", "bob@example.com"]
    owns = ["docs/"]

    [workstreams.dba]
    title = "Dba"
    lead = "@dba"
    members = ["@dba"]
    owns = [
      "**/*.sql",
      "docs/**/*.sql",    # line 4 comes after line 2
    ]

    [workstreams.octocat]
    title = "Octocat"
    lead = "@octocat"
    members = ["@octocat"]
    owns = ["apps/"]

    # What CODEOWNERS takes away from its owners: everyone may change it.
    [workstreams.everyone]
    title = "Everyone"
    owns = [{ path = "apps/github/", access = "shared" }]
    "#);
    orion(&repository, "check --all").success();
}

#[test]
fn github_takes_the_first_of_three_places() {
    let repository = with(&[
        ("docs/CODEOWNERS", "* @docs\n"),
        ("CODEOWNERS", "* @root\n"),
    ]);
    let outcome = orion(&repository, "init --json").success();
    let report = json(&outcome);
    assert_eq!(report["files"], serde_json::json!(["CODEOWNERS"]));
    assert_eq!(report["findings"][0]["code"], "COD009");
    repository.write(".github/CODEOWNERS", "* @github\n");
    let report = json(&orion(&repository, "init --dry-run --json").success());
    assert_eq!(report["files"], serde_json::json!([".github/CODEOWNERS"]));
    assert_eq!(report["workstreams"][0]["id"], "github");
}

#[test]
fn folders_are_taken_where_there_is_no_codeowners() {
    let repository = with(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
        ("crates/core/Cargo.toml", ""),
        ("crates/net/Cargo.toml", ""),
        ("docs/guide.md", ""),
        (".github/workflows/ci.yml", ""),
    ]);
    let outcome = orion(&repository, "init").success();
    assert_snapshot!(outcome.stdout, @"
    wrote `workstreams.toml` from the folders and `Cargo.toml`
      core            1 file  Core
      net             1 file  Net
      docs            1 file  Docs
      platform       2 files  Platform
    4 workstreams, 5 of 5 tracked files owned

    next:
      orion check --all                 hold the file against every tracked file
      orion hook install                stop a wrong commit before it is made
      orion codeowners                  write .github/CODEOWNERS from it
    ");
    assert_snapshot!(outcome.stderr, @"");
    assert_snapshot!(written(&repository).unwrap(), @r#"
    # Who owns what in this repository, and who works on it.
    # Made from the folders: one workstream each. Rename, merge and split them as the work is
    # divided; list people in `members` (`@login` or the e-mail address they commit with), and in
    # `needs` the workstreams that must be finished first.
    #
    # `orion owner PATH` says by which line a path belongs to whom; the most specific pattern wins,
    # wherever it stands. `orion check --all` holds this file against the tracked files.

    schema = 1

    [project]
    name = "repo"

    [identity]
    branch = "{workstream}/*"    # work on branch `<workstream>/…` is that workstream's

    [ownership]
    unowned = "warn"             # a path that nobody owns: allow | warn | deny

    [workstreams.core]
    title = "Core"
    members = []
    needs = []
    owns = ["crates/core/"]

    [workstreams.net]
    title = "Net"
    members = []
    needs = []
    owns = ["crates/net/"]

    [workstreams.docs]
    title = "Docs"
    members = []
    needs = []
    owns = ["docs/"]

    # What belongs to no part: files at the root, the build, the continuous integration.
    [workstreams.platform]
    title = "Platform"
    members = []
    needs = []
    owns = ["*", ".github/"]
    "#);
    let all = orion(&repository, "check --all").success();
    assert_eq!(all.stderr, "");
}

#[test]
fn a_codeowners_that_names_nobody_is_passed_over_unless_asked_for() {
    let repository = with(&[("CODEOWNERS", "# later\nsrc/ oops\n"), ("src/a", "")]);
    let outcome = orion(&repository, "init --dry-run --json").success();
    assert_eq!(json(&outcome)["source"], "layout");
    assert_eq!(json(&outcome)["findings"][0]["code"], "COD002");
    let outcome = orion(&repository, "init --dry-run --json --from codeowners").success();
    assert_eq!(json(&outcome)["source"], "codeowners");
    let outcome = orion(&with(&[]), "init --from codeowners");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stderr, @"
    error: there is no CODEOWNERS in `.github/`, at the root or in `docs/`
    hint: `orion init --from layout` takes the folders
    ");
}

#[test]
fn the_seed_is_written_as_it_stands() {
    let repository = with(&[
        ("packages/auth/src/main.ts", ""),
        ("packages/shared/src/contracts/auth.ts", ""),
    ]);
    let outcome = orion(&repository, "init --template seed").success();
    assert_snapshot!(outcome.stdout, @"
    wrote `workstreams.toml` from the template `seed`
      contracts             1 file  Shared Contracts
      infrastructure       0 files  Infrastructure
      database             0 files  Database
      auth                  1 file  Auth Service
      user                 0 files  User Service
      notifications        0 files  Notification Service
      gateway              0 files  Gateway
      admin-ui             0 files  Admin UI
      testing              0 files  Testing
      devops               0 files  DevOps
    10 workstreams, 2 of 2 tracked files owned

    next:
      orion check --all                 hold the file against every tracked file
      orion hook install                stop a wrong commit before it is made
      orion codeowners                  write .github/CODEOWNERS from it
    ");
    assert_eq!(outcome.stderr, "");
    orion(&repository, "check --all").success();
}

#[test]
fn a_file_that_is_there_stays_until_it_is_forced() {
    let repository = with_codeowners();
    orion(&repository, "init").success();
    let again = orion(&repository, "--quiet init").success();
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", ""));
    assert_eq!(
        json(&orion(&repository, "init --json").success())["outcome"],
        "unchanged"
    );

    let mine = "schema = 1\n[project]\nname = \"mine\"\n[workstreams.all]\nowns = [\"**\"]\n";
    repository.write("workstreams.toml", mine);
    let outcome = orion(&repository, "init").success();
    assert_eq!(written(&repository).unwrap(), mine);
    assert_snapshot!(outcome.stdout, @"
    `workstreams.toml` is there already, and stays as it is; from `.github/CODEOWNERS` it would say something else
      .github/CODEOWNERS: core instead of all
      README.md: core instead of all
      apps/github/y: everyone instead of all
      apps/x: octocat instead of all
      docs/a.md: writers-and-bob instead of all
      docs/b.sql: dba instead of all

    next:
      orion init --dry-run              see the file that would be written
      orion init --force                write it all the same
    ");

    repository.write("workstreams.toml", "schema = ");
    let outcome = orion(&repository, "init").success();
    assert_snapshot!(outcome.stdout, @"
    `workstreams.toml` is there already, and stays as it is; from `.github/CODEOWNERS` it would say something else
    the one that is there has errors: `orion check --all` shows them

    next:
      orion init --dry-run              see the file that would be written
      orion init --force                write it all the same
    ");

    orion(&repository, "init --force").success();
    assert!(written(&repository).unwrap().contains("[workstreams.core]"));
}

#[test]
fn a_dry_run_prints_the_file_and_touches_none() {
    let repository = with_codeowners();
    let outcome = orion(&repository, "init --dry-run").success();
    assert_eq!(written(&repository), None);
    assert!(
        outcome.stdout.starts_with("# Who owns what"),
        "{}",
        outcome.stdout
    );
    orion(&repository, "init").success();
    assert_eq!(written(&repository).unwrap(), outcome.stdout);
}

#[cfg(unix)]
#[test]
fn owners_that_would_change_stop_it_until_they_are_accepted() {
    let repository = with(&[
        ("CODEOWNERS", "* @core\na\\\u{1}b @one\na\\\u{2}b @two\n"),
        ("a\u{1}b", ""),
        ("a\u{2}b", ""),
    ]);
    let outcome = orion(&repository, "init");
    assert_eq!(outcome.code, 1);
    assert_eq!(written(&repository), None);
    assert_snapshot!(outcome.stdout, @r"
    nothing was written: 1 tracked file would have other owners than by CODEOWNERS
      a\x02b: @one, not @two

    next:
      orion init --accept-differences   write it all the same
    ");
    assert_eq!(orion(&repository, "init --dry-run").code, 1);
    orion(&repository, "init --accept-differences").success();
    assert!(written(&repository).is_some());
}

#[test]
fn it_works_in_a_subdirectory_and_writes_at_the_top() {
    let repository = with(&[("src/deep/a", "")]);
    orion(&repository, "-C src/deep init").success();
    assert!(written(&repository).is_some());
}

#[test]
fn a_repository_without_files_gets_a_file_all_the_same() {
    let repository = with(&[]);
    let outcome = orion(&repository, "init").success();
    assert_snapshot!(outcome.stderr, @"note: git tracks no file yet: `git add` them, then `orion init --force` finds the folders");
    orion(&repository, "check --all").success();
}

#[test]
fn what_the_surroundings_refuse_ends_in_three() {
    let repository = TestRepository::new();
    let outside = repository.beside("outside");
    fs::create_dir(&outside).unwrap();
    let outcome = repository.run(repository.command(ORION).arg("init").current_dir(&outside));
    assert_eq!(outcome.code, 3);
    repository.write("workstreams.toml/in-the-way", "");
    assert_eq!(orion(&repository, "init --force").code, 3);
}
