//! Commits past a refusal.

use insta::assert_snapshot;

use crate::world::{check, check_with, git, lines_of, platform, stage, told};

const OVERRIDE: (&str, &str) = ("ORION_OVERRIDE", "login is down,\nauth is on a plane");

#[test]
fn an_override_lets_the_commit_through_loudly() {
    let repository = platform();
    stage(
        &repository,
        &["services/auth/login.rs", "contracts/user.rs"],
    );
    assert_snapshot!(told(&check_with(&repository, "", &[OVERRIDE])), @"
    exit 0
    --- stdout
    approval[OWN009]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change; overridden: login is down, auth is on a plane; the pull request needs the approval of `contracts`
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace

    approval[OWN009]: `services/auth/login.rs` belongs to `auth`, and the change is made for `user`; overridden: login is down, auth is on a plane; the pull request needs the approval of `auth`
      --> services/auth/login.rs (modified)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice

    override: this commit lets 2 refused changes through: login is down, auth is on a plane
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 2 need approval
    ");
    assert_snapshot!(lines_of(&check_with(&repository, "--json", &[OVERRIDE])), @"
    contracts/user.rs modified: needs-approval OWN009
    services/auth/login.rs modified: needs-approval OWN009
    ");
}

#[test]
fn an_empty_reason_overrides_nothing() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    for reason in ["", "  "] {
        assert_eq!(
            check_with(&repository, "", &[("ORION_OVERRIDE", reason)]).code,
            1
        );
    }
}

#[test]
fn an_override_is_for_commits_and_not_for_ranges() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("a change");
    assert_eq!(
        check_with(&repository, "--range main..HEAD", &[OVERRIDE]).code,
        1
    );
}

#[test]
fn a_range_lists_overrides_and_whose_approval_they_need() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("a change\n\nOrion-Override: grace is on a plane");
    assert_snapshot!(told(&check(&repository, "--range main..HEAD")), @"
    exit 0
    --- stdout
    approval[OWN009]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change; overridden: grace is on a plane; the pull request needs the approval of `contracts`
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion check --range main..HEAD --approved contracts

    override: commit e246554017c8 lets 1 refused change through: grace is on a plane
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 needs approval
    ");
    let approved = check(
        &repository,
        "--range main..HEAD --approved contracts --json",
    );
    assert_snapshot!(lines_of(&approved), @"contracts/user.rs modified: allowed OWN009");

    stage(&repository, &["contracts/auth.rs"]);
    git(&repository, "add --all");
    repository.commit_all("another, without a word");
    assert_snapshot!(told(&check(&repository, "--range main..HEAD")), @"
    exit 1
    --- stdout
    error[OWN002]: `contracts/auth.rs` is written by `contracts` alone; everyone else asks for the change
      --> contracts/auth.rs (added)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path contracts/auth.rs

    approval[OWN009]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change; overridden: grace is on a plane; the pull request needs the approval of `contracts`
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion check --range main..HEAD --approved contracts

    override: commit e246554017c8 lets 1 refused change through: grace is on a plane
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 1 denied, 1 needs approval
    ");
}
