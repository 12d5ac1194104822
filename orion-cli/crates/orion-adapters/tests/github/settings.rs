//! Rulesets and the protection of branches, as GitHub documents them.

use std::sync::Mutex;

use orion_app::forge::{ForgeError, Mechanism, Protection, Protections as _};
use serde_json::{Value, json};

use crate::stub::Stub;

const LIST: &str = "GET /repos/acme/contracts/rulesets?includes_parents=false&per_page=100";
const BRANCH: &str = "GET /repos/acme/contracts/branches/main/protection";

fn wanted() -> Protection {
    Protection {
        enforced: true,
        covers_branch: true,
        approvals: Some(1),
        owners_approve: true,
        dismisses_stale: true,
        checks: vec!["orion check".to_owned()],
        may_be_rewritten: false,
        may_be_deleted: false,
    }
}

#[tokio::test]
async fn a_ruleset_is_made_and_found_again() {
    let kept: Mutex<Option<Value>> = Mutex::new(None);
    let stub = Stub::start(move |line, body| {
        let mut kept = kept.lock().unwrap();
        let listed: Vec<_> = kept
            .iter()
            .map(|_| json!({"id": 7, "name": "orion"}))
            .collect();
        match line {
            LIST => (200, &[], json!(listed)),
            "GET /repos/acme/contracts/rulesets/7" => (200, &[], kept.clone().unwrap()),
            "POST /repos/acme/contracts/rulesets" => {
                *kept = Some(body.clone());
                (201, &[], body.clone())
            }
            _ => (500, &[], json!({})),
        }
    });
    let github = stub.github().await;
    let none = github.protection("main").await.unwrap();
    assert_eq!(none, (Mechanism::Ruleset, None));
    github
        .protect(Mechanism::Ruleset, "main", &wanted())
        .await
        .unwrap();
    let written = stub.written();
    assert_eq!(written[0].line, "POST /repos/acme/contracts/rulesets");
    assert_eq!(
        written[0].body,
        json!({
            "name": "orion",
            "target": "branch",
            "enforcement": "active",
            "bypass_actors": [],
            "conditions": {"ref_name": {"include": ["refs/heads/main"], "exclude": []}},
            "rules": [
                {"type": "deletion"},
                {"type": "non_fast_forward"},
                {"type": "pull_request", "parameters": {
                    "require_last_push_approval": false,
                    "required_review_thread_resolution": false,
                    "required_approving_review_count": 1,
                    "require_code_owner_review": true,
                    "dismiss_stale_reviews_on_push": true,
                }},
                {"type": "required_status_checks", "parameters": {
                    "strict_required_status_checks_policy": false,
                    "required_status_checks": [{"context": "orion check"}],
                }},
            ],
        })
    );
    let found = github.protection("main").await.unwrap();
    assert_eq!(found, (Mechanism::Ruleset, Some(wanted())));
    let (_, other) = github.protection("release").await.unwrap();
    assert!(!other.unwrap().covers_branch);
}

#[tokio::test]
async fn what_somebody_added_to_the_ruleset_stays() {
    let stub = Stub::start(|line, body| match line {
        LIST => (
            200,
            &[],
            json!([{"id": 1, "name": "other"}, {"id": 7, "name": "orion"}]),
        ),
        "GET /repos/acme/contracts/rulesets/7" => (
            200,
            &[],
            json!({
                "id": 7, "name": "orion", "enforcement": "evaluate", "new_thing": true,
                "bypass_actors": [{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}],
                "conditions": {"ref_name": {"include": ["~ALL"], "exclude": []}},
                "rules": [
                    {"type": "required_linear_history"},
                    {"type": "required_status_checks", "parameters": {
                        "strict_required_status_checks_policy": true,
                        "required_status_checks": [{"context": "build", "integration_id": 15368}],
                    }},
                ],
            }),
        ),
        "PUT /repos/acme/contracts/rulesets/7" => (200, &[], body.clone()),
        _ => (500, &[], json!({})),
    });
    let github = stub.github().await;
    let (_, found) = github.protection("main").await.unwrap();
    let found = found.unwrap();
    assert!(!found.enforced && found.covers_branch && found.may_be_deleted);
    assert_eq!(
        (found.approvals, found.checks),
        (None, vec!["build".to_owned()])
    );
    github
        .protect(Mechanism::Ruleset, "main", &wanted())
        .await
        .unwrap();
    let body = &stub.written()[0].body;
    assert_eq!(body["enforcement"], "active");
    assert_eq!(body["bypass_actors"][0]["actor_id"], 5);
    assert_eq!(body["conditions"]["ref_name"]["include"], json!(["~ALL"]));
    assert_eq!(body["rules"][0], json!({"type": "required_linear_history"}));
    assert_eq!(
        body["rules"][1]["parameters"],
        json!({
            "strict_required_status_checks_policy": true,
            "required_status_checks": [
                {"context": "build", "integration_id": 15368},
                {"context": "orion check"},
            ],
        })
    );
}

#[tokio::test]
async fn without_rulesets_the_branch_itself_is_protected() {
    let stub = Stub::start(|line, body| match line {
        LIST => (404, &[], json!({"message": "Not Found"})),
        BRANCH => (
            200,
            &[],
            json!({
                "required_status_checks": {"strict": true, "contexts": ["build"],
                    "checks": [{"context": "build", "app_id": 15368}]},
                "enforce_admins": {"enabled": true, "url": "x"},
                "restrictions": {"users": [{"login": "ada"}], "teams": [{"slug": "leads"}], "apps": []},
                "required_linear_history": {"enabled": true},
                "allow_force_pushes": {"enabled": true},
            }),
        ),
        "PUT /repos/acme/contracts/branches/main/protection" => (200, &[], body.clone()),
        _ => (500, &[], json!({})),
    });
    let github = stub.github().await;
    let (mechanism, found) = github.protection("main").await.unwrap();
    assert_eq!(mechanism, Mechanism::Branch);
    let found = found.unwrap();
    assert!(found.may_be_rewritten && found.approvals.is_none());
    let wanted = Protection {
        checks: vec!["build".to_owned(), "orion check".to_owned()],
        ..wanted()
    };
    github.protect(mechanism, "main", &wanted).await.unwrap();
    assert_eq!(
        stub.written()[0].body,
        json!({
            "required_status_checks": {"strict": true, "checks": [
                {"context": "build", "app_id": 15368},
                {"context": "orion check"},
            ]},
            "enforce_admins": true,
            "required_pull_request_reviews": {
                "required_approving_review_count": 1,
                "require_code_owner_reviews": true,
                "dismiss_stale_reviews": true,
                "require_last_push_approval": false,
            },
            "restrictions": {"users": ["ada"], "teams": ["leads"], "apps": []},
            "allow_force_pushes": false,
            "allow_deletions": false,
            "required_linear_history": true,
        })
    );
}

#[tokio::test]
async fn whoever_may_not_change_the_settings_is_told_what_it_takes() {
    let stub = Stub::start(|line, _| match line {
        LIST => (200, &[], json!([])),
        _ => (404, &[], json!({"message": "Not Found"})),
    });
    let github = stub.github().await;
    let refused = github.protect(Mechanism::Ruleset, "main", &wanted()).await;
    let Err(ForgeError::Forbidden { accepted, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(accepted.as_deref(), Some("administration=write"));
}
