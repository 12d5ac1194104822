//! The OpenAPI documents hold together: what is referred to is there, what is there is referred to, and names
//! that have to be unique are.

use std::collections::BTreeSet;

use orion_contracts::api::{APIS, Api, aggregate};
use serde_json::{Value, json};

use crate::reading::operations;

fn documents() -> Vec<Value> {
    let mut documents: Vec<Value> = APIS.iter().map(Api::describe).collect();
    documents.push(aggregate(&APIS));
    documents
}

/// Every reference in a document, as JSON pointers.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.insert(reference.strip_prefix('#').unwrap().to_owned());
            }
            members
                .values()
                .for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_nothing_is_left_over() {
    for document in documents() {
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        for pointer in &found {
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
        for kind in ["schemas", "responses", "parameters", "headers"] {
            let Some(components) = document["components"].get(kind) else {
                continue;
            };
            for name in components.as_object().unwrap().keys() {
                let pointer = format!("/components/{kind}/{name}");
                assert!(found.contains(&pointer), "{pointer} is not used");
            }
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = aggregate(&APIS);
    let operations = operations(&document);
    let expected: usize = APIS.iter().map(|api| api.operations.len()).sum();
    assert_eq!(
        operations.len(),
        expected,
        "no two share a path and a method"
    );
    let names: BTreeSet<&str> = operations
        .iter()
        .map(|(_, _, operation)| operation["operationId"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), expected);
}

#[test]
fn every_parameter_of_a_path_is_declared_and_no_other() {
    for document in documents() {
        for (path, _, operation) in operations(&document) {
            let named: BTreeSet<&str> = path
                .split('/')
                .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
                .collect();
            let none = Vec::new();
            let parameters = operation
                .get("parameters")
                .map_or(&none, |list| list.as_array().unwrap());
            let declared: BTreeSet<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            assert_eq!(declared, named, "{path}");
        }
    }
}

#[test]
fn every_operation_says_how_it_may_end() {
    for document in documents() {
        for (path, method, operation) in operations(&document) {
            let statuses: Vec<u16> = operation["responses"]
                .as_object()
                .unwrap()
                .keys()
                .map(|status| status.parse().unwrap())
                .collect();
            assert!(statuses.is_sorted(), "{method} {path}: {statuses:?}");
            for always in [413, 500, 503] {
                assert!(statuses.contains(&always), "{method} {path}: {always}");
            }
            let secured = operation["security"] == json!([{ "bearer": [] }]);
            assert!(!secured || statuses.contains(&401), "{method} {path}");
            assert_eq!(
                statuses.contains(&415),
                operation.get("requestBody").is_some(),
                "{method} {path}"
            );
        }
    }
}

#[test]
fn the_gateway_may_always_ask_for_patience() {
    let document = aggregate(&APIS);
    assert_eq!(document["info"]["title"], "Orion platform");
    for (path, method, operation) in operations(&document) {
        assert!(
            operation["responses"].get("429").is_some(),
            "{method} {path}"
        );
    }
}

#[test]
fn apis_mean_the_same_by_the_same_name() {
    let all = aggregate(&APIS);
    for api in APIS {
        let document = api.describe();
        for (kind, components) in document["components"].as_object().unwrap() {
            for (name, component) in components.as_object().unwrap() {
                assert_eq!(
                    &all["components"][kind][name], component,
                    "{}: {kind} {name}",
                    api.name
                );
            }
        }
    }
}
