//! A branch's own protection, as GitHub writes it: <https://docs.github.com/rest/branches/branch-protection>.
//!
//! It is read and written in different shapes: who is named by an object there is named by a text here, and what is
//! `{"enabled": true}` there is `true` here.

use orion_app::forge::Protection;
use serde_json::{Map, Value, json};

/// What it asks for.
pub(super) fn protection(there: &Value) -> Protection {
    let review = &there["required_pull_request_reviews"];
    let is = |name: &str| review[name] == true;
    Protection {
        enforced: true,
        covers_branch: true,
        approvals: review.is_object().then(|| {
            review["required_approving_review_count"]
                .as_u64()
                .unwrap_or_default()
        }),
        owners_approve: is("require_code_owner_reviews"),
        dismisses_stale: is("dismiss_stale_reviews"),
        checks: contexts(there),
        may_be_rewritten: is_enabled(there, "allow_force_pushes"),
        may_be_deleted: is_enabled(there, "allow_deletions"),
    }
}

fn contexts(there: &Value) -> Vec<String> {
    let contexts = there["required_status_checks"]["contexts"].as_array();
    let contexts = contexts.into_iter().flatten().filter_map(Value::as_str);
    contexts.map(str::to_owned).collect()
}

fn is_enabled(there: &Value, name: &str) -> bool {
    there[name]["enabled"] == true
}

/// What is sent: what is there, with what has to hold in it.
pub(super) fn body(there: Option<&Value>, wanted: &Protection) -> Value {
    let empty = Value::Null;
    let there = there.unwrap_or(&empty);
    let review = &there["required_pull_request_reviews"];
    let mut reviews = json!({
        "required_approving_review_count": wanted.approvals,
        "require_code_owner_reviews": wanted.owners_approve,
        "dismiss_stale_reviews": wanted.dismisses_stale,
        "require_last_push_approval": review["require_last_push_approval"] == true,
    });
    for name in ["dismissal_restrictions", "bypass_pull_request_allowances"] {
        if review[name].is_object() {
            reviews[name] = people(&review[name]);
        }
    }
    let restrictions = &there["restrictions"];
    let checks = if wanted.checks.is_empty() {
        Value::Null
    } else {
        json!({
            "strict": there["required_status_checks"]["strict"] == true,
            "checks": checks(there, wanted),
        })
    };
    let mut body = json!({
        "required_status_checks": checks,
        "enforce_admins": is_enabled(there, "enforce_admins"),
        "required_pull_request_reviews": reviews,
        "restrictions": if restrictions.is_object() { people(restrictions) } else { Value::Null },
        "allow_force_pushes": wanted.may_be_rewritten,
        "allow_deletions": wanted.may_be_deleted,
    });
    for name in [
        "required_linear_history",
        "block_creations",
        "required_conversation_resolution",
        "lock_branch",
        "allow_fork_syncing",
    ] {
        if there[name].is_object() {
            body[name] = json!(is_enabled(there, name));
        }
    }
    body
}

/// The checks, each still of the app that it was of.
fn checks(there: &Value, wanted: &Protection) -> Vec<Value> {
    let known = there["required_status_checks"]["checks"].as_array();
    let known = known.map_or(&[][..], Vec::as_slice);
    let check = |name: &String| {
        let mut known = known.iter();
        let found = known.find(|check| check["context"] == name.as_str());
        // Without a number it may be of any app.
        match found.and_then(|check| check["app_id"].as_i64()) {
            Some(app) => json!({"context": name, "app_id": app}),
            None => json!({"context": name}),
        }
    };
    wanted.checks.iter().map(check).collect()
}

/// People, teams and apps by what they are called.
fn people(there: &Value) -> Value {
    let mut people = Map::new();
    for (kind, name) in [("users", "login"), ("teams", "slug"), ("apps", "slug")] {
        if let Some(list) = there[kind].as_array() {
            let names = list.iter().map(|it| it[name].clone());
            people.insert(kind.to_owned(), names.collect());
        }
    }
    Value::Object(people)
}
