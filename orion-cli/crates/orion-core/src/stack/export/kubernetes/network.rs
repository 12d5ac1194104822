//! Who may connect to whom.
//!
//! Nobody connects to a pod of the project, except: to a service's ports, the pods of those that use it; and
//! everybody, where it is reached from outside. Answers and what pods ask of others are not restricted.

use serde_json::{Value, json};

use super::super::container::Container;
use super::super::relations::users;
use super::super::selection::Selection;
use super::super::yaml;
use super::metadata;
use super::names::Names;
use super::pod::protocol;
use crate::config::Run;

/// Closes every pod of the project.
pub(super) fn deny_all(names: &Names<'_>, namespace: Option<&str>) -> Value {
    json!({
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": metadata(&names.policy_for_all(), namespace, names.project_labels()),
        "spec": {
            "podSelector": { "matchLabels": names.project_labels() },
            "policyTypes": ["Ingress"],
        },
    })
}

/// Opens a service's ports to those that use it; none where nobody does.
pub(super) fn admit(
    container: &Container<'_>,
    selection: &Selection<'_>,
    names: &Names<'_>,
    namespace: Option<&str>,
) -> Option<Value> {
    let service = container.service;
    let runs_here = |run: &Run| !matches!(run, Run::Process(_));
    let from: Vec<Value> = users(selection.workspace, service)
        .filter(|user| user.run.as_ref().is_some_and(runs_here))
        .map(|user| json!({ "podSelector": { "matchLabels": names.service_labels(user) } }))
        .collect();
    let ports: Vec<Value> = service
        .ports
        .iter()
        .map(|port| json!({ "port": port.container, "protocol": protocol(port.protocol) }))
        .collect();
    let is_closed = from.is_empty() && !container.is_public;
    if ports.is_empty() || is_closed {
        return None;
    }
    // Without `from`, everybody may.
    let from = if container.is_public {
        Value::Null
    } else {
        json!(from)
    };
    Some(json!({
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": metadata(&names.of(service), namespace, names.service_labels(service)),
        "spec": {
            "podSelector": { "matchLabels": names.service_labels(service) },
            "policyTypes": ["Ingress"],
            "ingress": [yaml::map([("from", from), ("ports", json!(ports))])],
        },
    }))
}
