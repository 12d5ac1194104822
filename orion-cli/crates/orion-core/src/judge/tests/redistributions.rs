//! Changes of the rules themselves.

use insta::assert_snapshot;

use super::scene::{Scene, lines, modified, pull_request};

const BEFORE: &str = r#"
schema = 1

[project]
name = "platform"

[workstreams.auth]
owns = ["services/auth/", { path = "services/auth/migrations/", review = ["database"] }]

[workstreams.user]
owns = ["services/user/"]

[workstreams.database]

[workstreams.devops]
owns = [{ path = "workstreams.toml", access = "shared" }]
"#;

const TRACKED: [&str; 5] = [
    "services/auth/a.rs",
    "services/auth/migrations/1.sql",
    "services/auth/tokens/b.rs",
    "services/user/c.rs",
    "workstreams.toml",
];

fn rewritten(by: &str, from: &str, to: &str) -> Scene<'static> {
    assert!(BEFORE.contains(from), "{from}");
    Scene::between(BEFORE, &BEFORE.replace(from, to), by, &TRACKED)
}

fn verdict(scene: &Scene<'_>) -> String {
    lines(&scene.judge(&[modified("workstreams.toml")]))
}

#[test]
fn whoever_takes_a_folder_needs_its_owner() {
    let scene = rewritten(
        "user",
        r#""services/user/""#,
        r#""services/user/", "services/auth/tokens/""#,
    );
    assert_eq!(
        verdict(&scene),
        "workstreams.toml needs-approval OWN007 auth"
    );
    let report = scene.judge(&[modified("workstreams.toml")]);
    assert_snapshot!(report.changes[0].reason, @"`services/auth/tokens/b.rs` would get another owner, access or reviewers: the pull request needs the approval of `auth`");
}

#[test]
fn whoever_is_given_a_folder_is_asked_as_well() {
    let scene = rewritten(
        "auth",
        r#""services/user/""#,
        r#""services/user/", "services/auth/tokens/""#,
    );
    assert_eq!(
        verdict(&scene),
        "workstreams.toml needs-approval OWN007 user"
    );
}

#[test]
fn approval_settles_it() {
    let scene = rewritten(
        "user",
        r#""services/user/""#,
        r#""services/user/", "services/auth/tokens/""#,
    );
    assert_eq!(
        verdict(&scene.at(pull_request("auth"))),
        "workstreams.toml allowed -"
    );
}

#[test]
fn another_access_concerns_the_owner() {
    let scene = rewritten(
        "user",
        r#""services/auth/","#,
        r#"{ path = "services/auth/", access = "shared" },"#,
    );
    assert_eq!(
        verdict(&scene),
        "workstreams.toml needs-approval OWN007 auth"
    );
}

#[test]
fn a_reviewer_who_is_dropped_is_asked() {
    let scene = rewritten("auth", r#", review = ["database"]"#, "");
    assert_eq!(
        verdict(&scene),
        "workstreams.toml needs-approval OWN007 database"
    );
}

#[test]
fn what_changes_no_path_concerns_nobody() {
    for (from, to) in [
        (r#""services/user/""#, r#""services/user""#),
        (r#""services/user/""#, r#""services/user/", "not-yet/""#),
        ("name = \"platform\"", "name = \"renamed\""),
    ] {
        assert_eq!(
            verdict(&rewritten("database", from, to)),
            "workstreams.toml allowed -",
            "{to}"
        );
    }
}

#[test]
fn taking_what_nobody_owns_concerns_nobody_else() {
    let tracked = ["scripts/a.sh", "workstreams.toml"];
    let new = BEFORE.replace(r#""services/user/""#, r#""services/user/", "scripts/""#);
    let scene = Scene::between(BEFORE, &new, "user", &tracked);
    assert_eq!(verdict(&scene), "workstreams.toml allowed -");
}

#[test]
fn the_rule_for_the_file_itself_holds_besides() {
    let guarded = BEFORE.replace(r#", access = "shared""#, "");
    let new = guarded.replace(
        r#""services/user/""#,
        r#""services/user/", "services/auth/tokens/""#,
    );
    let scene = Scene::between(&guarded, &new, "user", &TRACKED);
    assert_eq!(
        verdict(&scene),
        "workstreams.toml denied OWN001 auth+devops"
    );
}

#[test]
fn doing_away_with_the_file_concerns_everybody() {
    use crate::judge::{Comparison, Policies};

    let policies = Policies::one(super::scene::policy(BEFORE));
    let mut comparison = Comparison::new(&policies.newest, None);
    for path in TRACKED {
        comparison.visit(path.as_bytes());
    }
    let redistribution = comparison.finish();
    assert_eq!(redistribution.paths, TRACKED.len());
    assert_eq!(
        redistribution.concerned,
        super::scene::ids("auth database devops user")
    );
}
