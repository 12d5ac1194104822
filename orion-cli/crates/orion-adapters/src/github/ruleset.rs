//! The ruleset `orion`, as GitHub writes it: <https://docs.github.com/rest/repos/rules>.

use orion_app::forge::Protection;
use serde_json::{Value, json};

/// The ruleset's name.
pub(super) const NAME: &str = "orion";

/// What it asks for.
pub(super) fn protection(ruleset: &Value, branch: &str) -> Protection {
    let review = parameters(ruleset, "pull_request");
    let checks = parameters(ruleset, "required_status_checks");
    let checks = checks.and_then(|it| it["required_status_checks"].as_array());
    let names = checks.into_iter().flatten();
    let names = names.filter_map(|check| check["context"].as_str());
    let is = |name: &str| review.is_some_and(|it| it[name] == true);
    Protection {
        enforced: ruleset["enforcement"] == "active",
        covers_branch: covers(ruleset, branch),
        approvals: review.map(|it| {
            it["required_approving_review_count"]
                .as_u64()
                .unwrap_or_default()
        }),
        owners_approve: is("require_code_owner_review"),
        dismisses_stale: is("dismiss_stale_reviews_on_push"),
        checks: names.map(str::to_owned).collect(),
        may_be_rewritten: rule(ruleset, "non_fast_forward").is_none(),
        may_be_deleted: rule(ruleset, "deletion").is_none(),
    }
}

/// Whether it names the branch, or all of them.
fn covers(ruleset: &Value, branch: &str) -> bool {
    let names = |list: &str, wanted: &[&str]| {
        let list = ruleset["conditions"]["ref_name"][list].as_array();
        let mut list = list.into_iter().flatten().filter_map(Value::as_str);
        list.any(|name| wanted.contains(&name))
    };
    let reference = reference(branch);
    names("include", &[&reference, "~ALL"]) && !names("exclude", &[&reference])
}

fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

fn rule<'r>(ruleset: &'r Value, kind: &str) -> Option<&'r Value> {
    let rules = ruleset["rules"].as_array()?;
    rules.iter().find(|rule| rule["type"] == kind)
}

fn parameters<'r>(ruleset: &'r Value, kind: &str) -> Option<&'r Value> {
    rule(ruleset, kind).map(|rule| &rule["parameters"])
}

/// What is sent: what is there, with what has to hold in it.
pub(super) fn body(there: Option<&Value>, branch: &str, wanted: &Protection) -> Value {
    let empty = Value::Null;
    let there = there.unwrap_or(&empty);
    let mut conditions = there["conditions"].clone();
    if !conditions.is_object() {
        conditions = json!({"ref_name": {"include": [], "exclude": []}});
    }
    if !covers(there, branch) {
        let reference = Value::from(reference(branch));
        if let Some(include) = conditions["ref_name"]["include"].as_array_mut() {
            include.push(reference.clone());
        }
        if let Some(exclude) = conditions["ref_name"]["exclude"].as_array_mut() {
            exclude.retain(|name| *name != reference);
        }
    }
    let mut rules = there["rules"].as_array().cloned().unwrap_or_default();
    for kind in ["deletion", "non_fast_forward"] {
        if rule(there, kind).is_none() {
            rules.push(json!({"type": kind}));
        }
    }
    put(&mut rules, "pull_request", &review(there, wanted));
    if !wanted.checks.is_empty() {
        put(&mut rules, "required_status_checks", &checks(there, wanted));
    }
    json!({
        "name": NAME,
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": there["bypass_actors"].as_array().cloned().unwrap_or_default(),
        "conditions": conditions,
        "rules": rules,
    })
}

/// Puts a rule in the place of the one of its kind.
fn put(rules: &mut Vec<Value>, kind: &str, parameters: &Value) {
    let rule = json!({"type": kind, "parameters": parameters});
    match rules.iter_mut().find(|rule| rule["type"] == kind) {
        Some(there) => *there = rule,
        None => rules.push(rule),
    }
}

fn review(there: &Value, wanted: &Protection) -> Value {
    let mut review = json!({
        "require_last_push_approval": false,
        "required_review_thread_resolution": false,
    });
    keep(&mut review, parameters(there, "pull_request"));
    review["required_approving_review_count"] = json!(wanted.approvals);
    review["require_code_owner_review"] = json!(wanted.owners_approve);
    review["dismiss_stale_reviews_on_push"] = json!(wanted.dismisses_stale);
    review
}

fn checks(there: &Value, wanted: &Protection) -> Value {
    let known = parameters(there, "required_status_checks");
    let mut checks = json!({"strict_required_status_checks_policy": false});
    keep(&mut checks, known);
    let mut list = known
        .and_then(|it| it["required_status_checks"].as_array())
        .cloned()
        .unwrap_or_default();
    for name in &wanted.checks {
        if !list.iter().any(|check| check["context"] == name.as_str()) {
            list.push(json!({"context": name}));
        }
    }
    checks["required_status_checks"] = Value::from(list);
    checks
}

/// Takes over what is there.
fn keep(into: &mut Value, there: Option<&Value>) {
    if let (Some(into), Some(there)) = (into.as_object_mut(), there.and_then(Value::as_object)) {
        into.extend(there.clone());
    }
}
