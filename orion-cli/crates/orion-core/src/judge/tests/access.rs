//! Every access, for everyone, on every occasion.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::scene::{PLATFORM, Scene, line, lines, modified, pull_request};
use crate::judge::Occasion;

const PATHS: [&str; 9] = [
    "full/a",
    "full/reviewed/a",
    "exclusive/a",
    "approval/a",
    "approval/reviewed/a",
    "read-only/a",
    "shared/a",
    "shared/reviewed/a",
    "nobody/a",
];

/// One block for each actor: the owner, somebody else, a reviewer, nobody.
fn table(occasion: &Occasion) -> String {
    let changes = PATHS.map(modified);
    let mut table = String::new();
    for actor in ["contracts", "user", "database", ""] {
        let scene = Scene::new(PLATFORM, actor).at(occasion.clone());
        writeln!(table, "[{actor}]").unwrap();
        for change in &scene.judge(&changes).changes {
            writeln!(table, "{}", line(change)).unwrap();
        }
    }
    table
}

#[test]
fn at_the_commit() {
    assert_snapshot!(table(&Occasion::Commit), @"
    [contracts]
    full/a allowed -
    full/reviewed/a needs-approval OWN008 database
    exclusive/a allowed -
    approval/a allowed -
    approval/reviewed/a needs-approval OWN008 database+user
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database+user
    nobody/a allowed OWN005
    [user]
    full/a denied OWN001 contracts
    full/reviewed/a denied OWN001 contracts+database
    exclusive/a denied OWN002
    approval/a needs-approval OWN003 contracts
    approval/reviewed/a needs-approval OWN003 contracts+database
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database
    nobody/a allowed OWN005
    [database]
    full/a denied OWN001 contracts
    full/reviewed/a denied OWN001 contracts
    exclusive/a denied OWN002
    approval/a needs-approval OWN003 contracts
    approval/reviewed/a needs-approval OWN003 contracts+user
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 user
    nobody/a allowed OWN005
    []
    full/a denied OWN006
    full/reviewed/a denied OWN006
    exclusive/a denied OWN006
    approval/a denied OWN006
    approval/reviewed/a denied OWN006
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database+user
    nobody/a denied OWN006
    ");
}

#[test]
fn an_edit_is_judged_like_the_commit_it_will_be() {
    assert_eq!(table(&Occasion::Edit), table(&Occasion::Commit));
}

#[test]
fn a_pull_request_without_approvals_is_judged_like_its_commits() {
    assert_eq!(table(&pull_request("")), table(&Occasion::Commit));
}

#[test]
fn in_a_pull_request_that_the_owner_approved() {
    assert_snapshot!(table(&pull_request("contracts")), @"
    [contracts]
    full/a allowed -
    full/reviewed/a needs-approval OWN008 database
    exclusive/a allowed -
    approval/a allowed -
    approval/reviewed/a needs-approval OWN008 database+user
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database+user
    nobody/a allowed OWN005
    [user]
    full/a allowed -
    full/reviewed/a needs-approval OWN008 database
    exclusive/a denied OWN002
    approval/a allowed -
    approval/reviewed/a needs-approval OWN003 database
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database
    nobody/a allowed OWN005
    [database]
    full/a allowed -
    full/reviewed/a allowed -
    exclusive/a denied OWN002
    approval/a allowed -
    approval/reviewed/a needs-approval OWN003 user
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 user
    nobody/a allowed OWN005
    []
    full/a denied OWN006
    full/reviewed/a denied OWN006
    exclusive/a denied OWN006
    approval/a denied OWN006
    approval/reviewed/a denied OWN006
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a needs-approval OWN008 database+user
    nobody/a denied OWN006
    ");
}

#[test]
fn in_a_pull_request_that_everyone_approved() {
    assert_snapshot!(table(&pull_request("contracts database user")), @"
    [contracts]
    full/a allowed -
    full/reviewed/a allowed -
    exclusive/a allowed -
    approval/a allowed -
    approval/reviewed/a allowed -
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a allowed -
    nobody/a allowed OWN005
    [user]
    full/a allowed -
    full/reviewed/a allowed -
    exclusive/a denied OWN002
    approval/a allowed -
    approval/reviewed/a allowed -
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a allowed -
    nobody/a allowed OWN005
    [database]
    full/a allowed -
    full/reviewed/a allowed -
    exclusive/a denied OWN002
    approval/a allowed -
    approval/reviewed/a allowed -
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a allowed -
    nobody/a allowed OWN005
    []
    full/a denied OWN006
    full/reviewed/a denied OWN006
    exclusive/a denied OWN006
    approval/a denied OWN006
    approval/reviewed/a denied OWN006
    read-only/a denied OWN004
    shared/a allowed -
    shared/reviewed/a allowed -
    nobody/a denied OWN006
    ");
}

#[test]
fn what_is_unowned_goes_by_the_setting() {
    for (setting, expected) in [
        ("allow", "nobody/a allowed -"),
        ("warn", "nobody/a allowed OWN005"),
        ("deny", "nobody/a denied OWN005"),
    ] {
        let text = PLATFORM.replace("\"warn\"", &format!("\"{setting}\""));
        let report = Scene::new(&text, "user").judge(&[modified("nobody/a")]);
        assert_eq!(lines(&report), expected);
        assert_eq!(report.summary.unowned, 1, "{setting}");
    }
}

#[test]
fn every_refusal_says_why_and_the_next_step() {
    let mut said = String::new();
    for actor in ["user", ""] {
        let scene = Scene::new(PLATFORM, actor);
        for change in scene.judge(&PATHS.map(modified)).changes {
            if change.code.is_some() {
                let next = change.next.as_deref().unwrap_or("-");
                writeln!(said, "{}\n    {next}", change.reason).unwrap();
            }
        }
    }
    assert_snapshot!(said, @r#"
    `full/a` belongs to `contracts`, and the change is made for `user`
        ORION_OVERRIDE="why it cannot wait" git commit
    `full/reviewed/a` belongs to `contracts`, and the change is made for `user`
        ORION_OVERRIDE="why it cannot wait" git commit
    `exclusive/a` is written by `contracts` alone; everyone else asks for the change
        orion contract request --path exclusive/a
    `approval/a` belongs to `contracts`: the pull request needs the approval of `contracts`
        -
    `approval/reviewed/a` belongs to `contracts`: the pull request needs the approval of `contracts` and `database`
        -
    `read-only/a` is read-only: nobody changes it by hand
        git restore --staged :/read-only/a
    `shared/reviewed/a` is reviewed by `database` too: the pull request needs their approval
        -
    no rule gives `nobody/a` to a workstream
        orion check --all
    `full/a` belongs to `contracts`, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    `full/reviewed/a` belongs to `contracts`, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    `exclusive/a` belongs to `contracts`, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    `approval/a` belongs to `contracts`, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    `approval/reviewed/a` belongs to `contracts`, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    `read-only/a` is read-only: nobody changes it by hand
        git restore --staged :/read-only/a
    `shared/reviewed/a` is reviewed by `database` and `user` too: the pull request needs their approval
        -
    `nobody/a` belongs to nobody, and it is not known for which workstream the change is made
        git config orion.workstream WORKSTREAM
    "#);
}

#[test]
fn in_a_pull_request_the_next_step_names_whose_approval_is_missing() {
    let scene = Scene::new(PLATFORM, "user").at(pull_request("gateway"));
    let next: Vec<String> = scene
        .judge(&PATHS.map(modified))
        .changes
        .into_iter()
        .filter_map(|change| Some(format!("{} {}", change.code?, change.next?)))
        .collect();
    assert_snapshot!(next.join("\n"), @"
    OWN001 orion check --range main..HEAD --approved gateway --approved contracts
    OWN001 orion check --range main..HEAD --approved gateway --approved contracts --approved database
    OWN002 orion contract request --path exclusive/a
    OWN003 orion check --range main..HEAD --approved gateway --approved contracts
    OWN003 orion check --range main..HEAD --approved gateway --approved contracts --approved database
    OWN004 git restore --source=main...HEAD --staged --worktree :/read-only/a
    OWN008 orion check --range main..HEAD --approved gateway --approved database
    OWN005 orion check --all
    ");
}
