//! Refusals that are let through, and whose approval that needs.

use insta::assert_snapshot;

use super::scene::{PLATFORM, Scene, commit, lines, modified, pull_request};
use crate::change::CommitNote;
use crate::judge::{CheckReport, Overrides, trailer};

fn overrides(report: &CheckReport) -> String {
    let lines: Vec<String> = report
        .overrides
        .iter()
        .map(|report| serde_json::to_string(report).unwrap())
        .collect();
    lines.join("\n")
}

#[test]
fn every_refusal_of_the_commit_is_let_through() {
    let scene = Scene::new(PLATFORM, "user").overridden(Overrides::ThisCommit("login\n is  down"));
    let report = scene.judge(&[
        modified("approval/a"),
        modified("exclusive/a"),
        modified("full/reviewed/a"),
        modified("read-only/a"),
        modified("services/user/a"),
    ]);
    assert_snapshot!(lines(&report), @"
    approval/a needs-approval OWN003 contracts
    exclusive/a needs-approval OWN009 contracts
    full/reviewed/a needs-approval OWN009 contracts+database
    read-only/a needs-approval OWN009 contracts
    services/user/a allowed -
    ");
    assert_snapshot!(overrides(&report), @r#"{"commit":null,"reason":"login is down","paths":["exclusive/a","full/reviewed/a","read-only/a"],"needs":["contracts","database"]}"#);
    assert_snapshot!(report.changes[1].reason, @"`exclusive/a` is written by `contracts` alone; everyone else asks for the change; overridden: login is down; the pull request needs the approval of `contracts`");
    assert_eq!(report.summary.denied, 0);
}

#[test]
fn an_override_that_lets_nothing_through_is_not_in_force() {
    let scene = Scene::new(PLATFORM, "user").overridden(Overrides::ThisCommit("x"));
    let report = scene.judge(&[modified("services/user/a")]);
    assert!(report.overrides.is_empty());
    assert_eq!(lines(&report), "services/user/a allowed -");
}

#[test]
fn the_owner_who_overrides_is_asked_by_nobody() {
    let scene = Scene::new(PLATFORM, "contracts").overridden(Overrides::ThisCommit("x"));
    assert_eq!(
        lines(&scene.judge(&[modified("read-only/a")])),
        "read-only/a allowed OWN009"
    );
}

#[test]
fn what_nobody_owns_is_for_those_who_answer_for_the_rules() {
    let text = PLATFORM.replace("\"warn\"", "\"deny\"");
    let scene = Scene::new(&text, "database").overridden(Overrides::ThisCommit("x"));
    assert_eq!(
        lines(&scene.judge(&[modified("nobody/a")])),
        "nobody/a needs-approval OWN009 user"
    );
}

fn in_range(commits: &[CommitNote], approved: &str, path: &str) -> CheckReport {
    Scene::new(PLATFORM, "user")
        .at(pull_request(approved))
        .overridden(Overrides::Commits(commits))
        .judge(&[modified(path)])
}

#[test]
fn in_a_range_every_commit_that_touches_the_path_must_carry_the_trailer() {
    let all = [
        commit("1", Some("down"), &["exclusive/a"]),
        commit("2", None, &["services/user/a"]),
        commit("3", Some("still down"), &["exclusive/a"]),
    ];
    let report = in_range(&all, "", "exclusive/a");
    assert_eq!(
        lines(&report),
        "exclusive/a needs-approval OWN009 contracts"
    );
    assert_snapshot!(overrides(&report), @r#"
    {"commit":"1","reason":"down","paths":["exclusive/a"],"needs":["contracts"]}
    {"commit":"3","reason":"still down","paths":["exclusive/a"],"needs":["contracts"]}
    "#);

    let but_one = [
        commit("1", Some("down"), &["exclusive/a"]),
        commit("2", None, &["exclusive/a"]),
    ];
    let report = in_range(&but_one, "", "exclusive/a");
    assert_eq!(lines(&report), "exclusive/a denied OWN002");
    assert_eq!(report.overrides.len(), 1, "it is listed all the same");
}

#[test]
fn a_path_that_no_commit_is_known_to_touch_stays_refused() {
    let report = in_range(&[commit("1", Some("x"), &["full/b"])], "", "full/a");
    assert_eq!(lines(&report), "full/a denied OWN001 contracts");
}

#[test]
fn the_owner_s_approval_settles_it() {
    let commits = [commit("1", Some("down"), &["exclusive/a"])];
    let report = in_range(&commits, "contracts", "exclusive/a");
    assert_eq!(lines(&report), "exclusive/a allowed OWN009");
}

#[test]
fn approval_alone_never_lifts_what_is_exclusive() {
    let report = in_range(
        &[commit("1", None, &["exclusive/a"])],
        "contracts",
        "exclusive/a",
    );
    assert_eq!(lines(&report), "exclusive/a denied OWN002");
}

#[test]
fn the_trailer_is_one_line() {
    assert_eq!(
        trailer("  login is down,\n\tauth is  on a plane\n"),
        "Orion-Override: login is down, auth is on a plane"
    );
}
