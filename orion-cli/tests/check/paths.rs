//! Paths as if they were changed: named, or on standard input.

use std::io::Write as _;
use std::process::Stdio;

use insta::assert_snapshot;
use orion_testutils::{Outcome, TestRepository};

use crate::world::{ORION, check, check_in, lines_of, platform, told, verdicts};

fn check_stdin0(repository: &TestRepository, input: &[u8]) -> Outcome {
    let mut child = repository
        .command(ORION)
        .args(["check", "--stdin0", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout.clone()).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        stdout_bytes: output.stdout,
    }
}

#[test]
fn paths_need_not_exist() {
    let repository = platform();
    assert_snapshot!(
        verdicts(&repository, "contracts/not-yet.rs services/user/not-yet.rs"),
        @"
    contracts/not-yet.rs modified: denied OWN002
    services/user/not-yet.rs modified: allowed -
    "
    );
    assert_snapshot!(told(&check(&repository, "services/auth/not-yet.rs")), @"
    exit 1
    --- stdout
    error[OWN001]: `services/auth/not-yet.rs` belongs to `auth`, and the change is made for `user`
      --> services/auth/not-yet.rs (modified)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: orion owner services/auth/not-yet.rs

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 denied
    ");
}

#[test]
fn paths_are_relative_to_where_one_stands() {
    let repository = platform();
    let directory = repository.top().join("services/auth");
    let outcome = check_in(
        &repository,
        &directory,
        "--json login.rs ../user/profile.rs",
    );
    assert_snapshot!(lines_of(&outcome), @"
    services/auth/login.rs modified: denied OWN001
    services/user/profile.rs modified: allowed -
    ");
}

#[test]
fn a_directory_is_judged_with_all_that_is_owned_below_it() {
    let repository = platform();
    assert_snapshot!(verdicts(&repository, "services/ services/user/ docs/"), @"
    services modified: denied OWN001
    services/user modified: allowed -
    docs modified: allowed OWN005
    ");
}

#[test]
fn paths_outside_are_wrong_usage() {
    let repository = platform();
    assert_snapshot!(
        check(&repository, "../elsewhere").stderr.replace(
            repository.top().to_str().unwrap(),
            "$TOP"
        ),
        @"error: `../elsewhere` is outside the repository at `$TOP`"
    );
    assert_eq!(check(&repository, ".").code, 2);
}

#[test]
fn standard_input_holds_paths_between_nuls() {
    let repository = platform();
    let outcome = check_stdin0(&repository, b"contracts/a\nb\0services/user/caf\xe9\0");
    assert_eq!(outcome.code, 1);
    assert_snapshot!(lines_of(&outcome), @r"
    contracts/a\nb modified: denied OWN002
    services/user/caf� modified: allowed -
    ");
    assert_snapshot!(told(&check_stdin0(&repository, b"")), @r#"
    exit 0
    --- stdout
    {"schema":1,"actor":{"workstreams":["user"],"source":"branch","evidence":"branch `user/profile` matches `{workstream}/*`"},"changes":[],"summary":{"allowed":0,"needs_approval":0,"denied":0,"unowned":0}}
    --- stderr
    note: no path was given
    "#);
}

#[test]
fn an_edit_is_judged_by_what_is_committed_and_by_what_is_being_written() {
    let repository = platform();
    let lax = crate::world::POLICY.replace("exclusive", "shared");
    repository.write("workstreams.toml", lax);
    assert_snapshot!(verdicts(&repository, "contracts/user.rs"), @"contracts/user.rs modified: denied OWN002");
    let strict = crate::world::POLICY.replace("\"services/user/\"", "\"services/profile/\"");
    repository.write("workstreams.toml", strict);
    assert_snapshot!(verdicts(&repository, "services/user/x services/profile/x"), @"
    services/user/x modified: allowed OWN005
    services/profile/x modified: allowed OWN005
    ");
}

#[test]
fn scopes_exclude_each_other() {
    let repository = platform();
    for line in [
        "--staged --all",
        "--range a..b x",
        "--stdin0 x",
        "--all --as user",
        "--approved user",
        "--json --format human",
        "--format xml",
        "--range main",
    ] {
        let outcome = check(&repository, line);
        assert_eq!(
            (outcome.code, outcome.stdout.is_empty()),
            (2, !line.contains("--json")),
            "{line}"
        );
    }
}
