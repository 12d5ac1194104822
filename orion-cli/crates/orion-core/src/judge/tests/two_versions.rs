//! The stricter verdict of the rules before and after.

use super::scene::{Scene, lines, modified};

const STRICT: &str = r#"
schema = 1

[project]
name = "platform"

[workstreams.contracts]
owns = [{ path = "contracts/", access = "exclusive" }]

[workstreams.user]
owns = ["services/user/", { path = "workstreams.toml", access = "shared" }]
"#;

#[test]
fn nobody_passes_by_rewriting_the_rules_in_the_same_change() {
    let lax = STRICT.replace("exclusive", "shared");
    let scene = Scene::between(STRICT, &lax, "user", &["contracts/a", "workstreams.toml"]);
    let report = scene.judge(&[modified("contracts/a"), modified("workstreams.toml")]);
    assert_eq!(
        lines(&report),
        "contracts/a denied OWN002\nworkstreams.toml needs-approval OWN007 contracts"
    );
    let rule = report.changes[0].rule.as_ref().unwrap();
    assert!(rule.from_base, "{rule:?}");
}

#[test]
fn new_rules_hold_at_once() {
    let lax = STRICT.replace("exclusive", "shared");
    let scene = Scene::between(&lax, STRICT, "user", &[]);
    let report = scene.judge(&[modified("contracts/a")]);
    assert_eq!(lines(&report), "contracts/a denied OWN002");
    let rule = report.changes[0].rule.as_ref().unwrap();
    assert!(!rule.from_base, "{rule:?}");
}

#[test]
fn where_both_ask_both_owners_are_asked() {
    let base = STRICT.replace("exclusive", "approval");
    let new = base.replace(
        "[workstreams.user]",
        "[workstreams.events]\nowns = [{ path = \"contracts/events/\", access = \"approval\" }]\n\n[workstreams.user]",
    );
    let scene = Scene::between(&base, &new, "user", &[]);
    let report = scene.judge(&[modified("contracts/events/a")]);
    assert_eq!(
        lines(&report),
        "contracts/events/a needs-approval OWN003 events+contracts"
    );
}
