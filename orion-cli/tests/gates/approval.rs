//! Whether somebody else has approved the pull request.

use orion_testutils::{OnGitHub, Outcome};
use serde_json::json;

use crate::world::ORION;

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[workstreams.auth]
members = ["@uma"]
owns = ["auth/", "workstreams.toml", "contracts/"]
[gates.pr]
steps = [{ name = "seen", check = "approval" }]
"#;

fn gate(there: &OnGitHub, variables: &[(&str, &str)]) -> Outcome {
    let mut command = there.command(ORION, "uma", &["gate", "pr", "--all"]);
    there
        .repository
        .run(command.envs(variables.iter().copied()))
}

#[test]
fn somebody_else_has_to_approve_it() {
    let Some(there) = OnGitHub::new(POLICY, &["uma", "grace"], &[], &json!([])) else {
        return;
    };
    there
        .repository
        .git_ok(&["switch", "-q", "-c", "auth/work"]);
    let outcome = gate(&there, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let told = &outcome.stdout;
    assert!(
        told.contains("branch `auth/work` has no open pull request"),
        "{told}"
    );

    let review = |user: &str, state: &str| json!({"user": user, "state": state});
    let seed = |number: u64, head: &str, reviews: &[serde_json::Value]| {
        there.simulator.post(
            "/_sim/seed",
            &json!({"repos": [{"full_name": "acme/shop", "pulls": [{
                "number": number, "title": "Work", "user": "uma", "head": head, "reviews": reviews,
            }]}]}),
        );
    };
    seed(7, "auth/work", &[review("uma", "COMMENTED")]);
    let outcome = gate(&there, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.stdout.contains("nobody else has approved #7"),
        "{outcome:?}"
    );

    // In a workflow HEAD is on no branch, and the reference says which pull request it is.
    seed(8, "auth/seen", &[review("grace", "APPROVED")]);
    gate(&there, &[("GITHUB_REF", "refs/pull/8/merge")]).success();
    there
        .repository
        .git_ok(&["switch", "-q", "-c", "auth/seen"]);
    gate(&there, &[]).success();

    seed(9, "auth/refused", &[review("grace", "CHANGES_REQUESTED")]);
    let outcome = gate(&there, &[("GITHUB_REF", "refs/pull/9/merge")]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.stdout.contains("#9 is wanted changed by grace"),
        "{outcome:?}"
    );
}

#[test]
fn where_github_cannot_be_asked_nobody_has_approved() {
    let Some(there) = OnGitHub::new(POLICY, &["uma"], &[], &json!([])) else {
        return;
    };
    let outcome = gate(&there, &[("GH_TOKEN", "stranger-token")]);
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(outcome.stdout.contains("unknown"), "{outcome:?}");
}
