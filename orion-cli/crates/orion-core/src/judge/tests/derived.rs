//! Files that change because their source does.

use insta::assert_snapshot;

use super::scene::{Scene, lines, modified};

const RULES: &str = r#"
schema = 1

[project]
name = "platform"

[workstreams.devops]
owns = [
    { path = "Cargo.lock", derived = { from = "**/Cargo.toml" } },
    { path = "generated/", access = "read-only", derived = { from = ["source/*.ts", "tool.toml"] } },
]

[workstreams.user]
owns = ["services/user/", "source/"]
"#;

#[test]
fn a_derived_file_changes_with_its_source_whoever_changes_it() {
    let scene = Scene::new(RULES, "user");
    let report = scene.judge(&[modified("Cargo.lock"), modified("services/user/Cargo.toml")]);
    assert_snapshot!(lines(&report), @"
    Cargo.lock allowed -
    services/user/Cargo.toml allowed -
    ");
    assert_snapshot!(report.changes[0].reason, @"`Cargo.lock` is made from `services/user/Cargo.toml`, which changes too");
}

#[test]
fn without_its_source_it_is_a_file_like_any_other() {
    let scene = Scene::new(RULES, "user");
    let report = scene.judge(&[modified("Cargo.lock"), modified("generated/a.ts")]);
    assert_snapshot!(lines(&report), @"
    Cargo.lock denied OWN001 devops
    generated/a.ts denied OWN004
    ");
    assert_snapshot!(report.changes[1].reason, @"`generated/a.ts` is made from `source/*.ts` or `tool.toml`, which this change does not touch: nobody changes it by hand");
}

#[test]
fn what_nobody_writes_by_hand_its_owner_does_not_write_either() {
    let scene = Scene::new(RULES, "devops");
    let alone = scene.judge(&[modified("generated/a.ts")]);
    assert_eq!(lines(&alone), "generated/a.ts denied OWN004");
    let with_source = scene.judge(&[modified("generated/a.ts"), modified("tool.toml")]);
    assert_eq!(
        lines(&with_source),
        "generated/a.ts allowed -\ntool.toml allowed OWN005"
    );
}

#[test]
fn a_refused_source_stays_refused() {
    let scene = Scene::new(RULES, "devops");
    let report = scene.judge(&[modified("generated/a.ts"), modified("source/a.ts")]);
    assert_eq!(
        lines(&report),
        "generated/a.ts allowed -\nsource/a.ts denied OWN001 user"
    );
}
