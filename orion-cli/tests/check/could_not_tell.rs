//! The third outcome: no verdict, which never passes for "allowed".

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::world::{POLICY, check, check_with, git, platform, stage, told};

#[test]
fn no_policy_at_all() {
    let repository = TestRepository::new();
    stage(&repository, &["a.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 2
    --- stderr
    error: there is no `workstreams.toml` in this repository
    hint: `orion init` writes a first one
    ");
    assert_snapshot!(told(&check(&repository, "a.rs")), @"
    exit 2
    --- stderr
    error: there is no `workstreams.toml` in this repository
    hint: `orion init` writes a first one
    ");
    assert_snapshot!(told(&check(&repository, "--all")), @"
    exit 2
    --- stderr
    error: there is no `workstreams.toml` in this repository
    hint: `orion init` writes a first one
    ");
}

#[test]
fn a_staged_policy_with_errors() {
    let repository = platform();
    repository.write("workstreams.toml", POLICY.replace("exclusive", "exclusiv"));
    stage(&repository, &["services/user/profile.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 2
    --- stderr
    error[CFG007]: `exclusiv` is not an access
      --> workstreams.toml:12:41
       |
    12 | owns = [{ path = "contracts/", access = "exclusiv" }]
       |                                         ^^^^^^^^^^
       |
       = help: did you mean `exclusive`?

    error: `workstreams.toml` as it is staged has 1 error
    hint: `orion explain CFG007` says more
    "#);
}

#[test]
fn a_broken_policy_at_head_can_be_mended_by_an_override_only() {
    let repository = platform();
    repository.write("workstreams.toml", "schema = \n");
    repository.commit_all("broken");
    repository.write("workstreams.toml", POLICY);
    stage(&repository, &["contracts/user.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 2
    --- stderr
    error[CFG001]: string values must be quoted, expected literal string
     --> HEAD:workstreams.toml:1:10
      |
    1 | schema = 
      |          ^
      |
      = help: put the text in quotes

    error: `workstreams.toml` at HEAD has 1 error
    hint: `orion explain CFG001` says more
    hint: stage a version without errors, and commit it with `ORION_OVERRIDE="mend workstreams.toml" git commit`
    "#);
    let mended = check_with(&repository, "", &[("ORION_OVERRIDE", "mend it")]);
    assert_snapshot!(told(&mended), @"
    exit 0
    --- stdout
    approval[OWN009]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change; overridden: mend it; the pull request needs the approval of `contracts`
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace

    approval[OWN009]: `workstreams.toml` belongs to `devops`, and the change is made for `user`; overridden: mend it; the pull request needs the approval of `devops`
      --> workstreams.toml (modified)
       = rule: workstreams.toml:33 `workstreams.toml` full
       = owner: `devops`

    override: this commit lets 2 refused changes through: mend it
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 2 need approval
    --- stderr
    warning: `workstreams.toml` at HEAD cannot be used and is overridden: judged by the staged one alone
    ");
}

#[test]
fn a_policy_that_is_no_text() {
    let repository = platform();
    repository.write("workstreams.toml", b"schema = 1 # \xff\n");
    git(&repository, "add --all");
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 2
    --- stderr
    error[CFG002]: the file is not UTF-8
     --> workstreams.toml:1:14
      |
    1 | schema = 1 # �
      |              ^ the byte 0xFF starts no character here
      |
      = help: save the file as UTF-8

    error: `workstreams.toml` as it is staged has 1 error
    hint: `orion explain CFG002` says more
    ");
}

#[test]
fn outside_a_repository() {
    let repository = TestRepository::new();
    let outside = repository.beside("outside");
    std::fs::create_dir(&outside).unwrap();
    let outcome = crate::world::check_in(&repository, &outside, "");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (3, ""));
    assert_snapshot!(outcome.stderr.replace(outside.to_str().unwrap(), "$OUTSIDE"), @"
    error[GIT001]: `$OUTSIDE` is not inside a git repository
    hint: run it inside a repository, or `git init` one
    ");
}

#[test]
fn unmerged_paths_are_no_commit_yet() {
    let repository = platform();
    repository.write("services/user/profile.rs", "ours\n");
    repository.commit_all("ours");
    git(&repository, "switch --quiet --create user/other main");
    repository.write("services/user/profile.rs", "theirs\n");
    repository.commit_all("theirs");
    let merge = repository.git(&["merge", "user/profile"]);
    assert_eq!(merge.code, 1);
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 3
    --- stderr
    error[GIT005]: 1 path is unmerged in the index
    hint: resolve "services/user/profile.rs", then `git add` it
    "#);
}

#[test]
fn in_json_too() {
    let repository = TestRepository::new();
    stage(&repository, &["a.rs"]);
    let outcome = check(&repository, "--json");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stdout, @r#"{"schema":1,"error":{"kind":"configuration","code":null,"message":"there is no `workstreams.toml` in this repository","hints":["`orion init` writes a first one"],"diagnostics":[]}}"#);
}
