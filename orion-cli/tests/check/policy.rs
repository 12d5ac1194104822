//! Changes of `workstreams.toml` itself, and which version is judged by.

use std::fs;

use insta::assert_snapshot;

use crate::world::{POLICY, check, git, platform, stage, told, verdicts};

/// Gives `services/auth/tokens/` to user.
fn taking() -> String {
    POLICY.replace(
        "owns = [\"services/user/\"]",
        "owns = [\"services/user/\", \"services/auth/tokens/\"]",
    )
}

#[test]
fn whoever_takes_a_folder_is_told_whom_to_ask() {
    let repository = platform();
    repository.write("services/auth/tokens/a.rs", "a\n");
    repository.commit_all("tokens");
    repository.write("workstreams.toml", taking());
    stage(&repository, &["services/auth/tokens/a.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 1
    --- stdout
    error[OWN001]: `services/auth/tokens/a.rs` belongs to `auth`, and the change is made for `user`
      --> services/auth/tokens/a.rs (modified)
       = rule: workstreams.toml:19 `services/auth/` full, as it stands at the base
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    error[OWN001]: `workstreams.toml` belongs to `devops`, and the change is made for `user`; besides, `services/auth/tokens/a.rs` would get another owner, access or reviewers: the pull request needs the approval of `auth`
      --> workstreams.toml (modified)
       = rule: workstreams.toml:33 `workstreams.toml` full
       = owner: `devops`
       = reviewers: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 2 denied
    "#);
    assert_snapshot!(verdicts(&repository, "--as devops"), @"
    services/auth/tokens/a.rs modified: denied OWN001
    workstreams.toml modified: needs-approval OWN007
    ");
    assert_snapshot!(verdicts(&repository, "--as devops,auth,user"), @"
    services/auth/tokens/a.rs modified: allowed -
    workstreams.toml modified: allowed -
    ");
}

#[test]
fn deleting_the_rules_concerns_everyone() {
    let repository = platform();
    fs::remove_file(repository.top().join("workstreams.toml")).unwrap();
    git(&repository, "add --all");
    assert_snapshot!(told(&check(&repository, "--as devops")), @"
    exit 0
    --- stdout
    approval[OWN007]: 7 paths, `CHANGELOG.md` among them, would get another owner, access or reviewers: the pull request needs the approval of `auth`, `contracts`, `database`, `gateway` and `user`
      --> workstreams.toml (deleted)
       = rule: workstreams.toml:33 `workstreams.toml` full
       = owner: `devops`
       = reviewers: `auth`, Auth Service, lead @alice; `contracts`, Shared Contracts, lead @grace; `database`; `gateway`; `user`

    acting for `devops`: `--as` says `devops`
    1 change: 1 needs approval
    ");
}

#[test]
fn a_first_version_is_judged_by_itself() {
    let repository = orion_testutils::TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    stage(&repository, &["services/auth/login.rs"]);
    assert_snapshot!(verdicts(&repository, "--as devops"), @"
    services/auth/login.rs added: denied OWN001
    workstreams.toml added: allowed -
    ");
}

#[test]
fn a_version_that_is_not_committed_is_judged_by_with_a_word() {
    let repository = orion_testutils::TestRepository::new();
    stage(&repository, &["services/auth/login.rs"]);
    repository.write("workstreams.toml", POLICY);
    assert_snapshot!(told(&check(&repository, "--as user")), @r#"
    exit 1
    --- stdout
    error[OWN001]: `services/auth/login.rs` belongs to `auth`, and the change is made for `user`
      --> services/auth/login.rs (added)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    acting for `user`: `--as` says `user`
    1 change: 1 denied
    --- stderr
    warning: `workstreams.toml` is not committed yet: judged by the one in the work tree
    "#);
}

#[test]
fn an_edit_that_is_not_staged_changes_no_verdict() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    repository.write("workstreams.toml", "this is not TOML");
    assert_eq!(check(&repository, "").code, 1);
}
