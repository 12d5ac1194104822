//! The examples in the documents are what their schemas say, and the types read and write them without loss.

use orion_contracts::api::{APIS, Shape, aggregate};
use orion_contracts::event::{CATALOGUE, ReceivedEvent};
use orion_contracts::problem::Problem;
use serde_json::{Value, json};

use crate::reading::{operations, validator};

/// A place of a document that has a schema and an example, be it a parameter or a body.
#[track_caller]
fn holds(document: &Value, place: &Value, name: &str) {
    let validator = validator(&place["schema"], document);
    let errors: Vec<String> = validator
        .iter_errors(&place["example"])
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_example_is_what_its_schema_says() {
    let document = aggregate(&APIS);
    let mut checked = 0;
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        let empty = json!({});
        let bodies = operation["responses"]
            .as_object()
            .unwrap()
            .values()
            .chain(operation.get("requestBody"));
        for body in bodies {
            let body = match body.get("$ref") {
                Some(reference) => document.pointer(&reference.as_str().unwrap()[1..]).unwrap(),
                None => body,
            };
            for content in body
                .get("content")
                .unwrap_or(&empty)
                .as_object()
                .unwrap()
                .values()
            {
                holds(&document, content, &name);
                checked += 1;
            }
        }
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            if parameter.get("example").is_some() {
                holds(&document, parameter, &name);
                checked += 1;
            }
        }
    }
    holds(
        &document,
        &document["components"]["parameters"]["If-Match"],
        "If-Match",
    );
    assert!(checked > 100, "{checked}");
}

#[test]
fn every_message_of_a_web_socket_is_what_its_schema_says() {
    let document = aggregate(&APIS);
    for (path, method, operation) in operations(&document) {
        if let Some(socket) = operation.get("x-websocket") {
            let place = json!({ "schema": socket["messages"], "example": socket["example"] });
            holds(&document, &place, &format!("{method} {path}"));
        }
    }
}

#[test]
fn every_example_travels_through_its_type() {
    for operation in APIS.iter().flat_map(|api| api.operations) {
        let shapes = [
            operation.parameter.map(|parameter| parameter.shape),
            operation.query,
            operation.request.map(|body| body.shape),
            operation.answer.body.map(|body| body.shape),
            operation.messages,
        ];
        for shape in shapes.into_iter().flatten() {
            travels(&shape, operation.id);
        }
    }
}

#[track_caller]
fn travels(shape: &Shape, name: &str) {
    let example = (shape.example)();
    assert!(!example.is_null(), "{name} can be written");
    assert_eq!((shape.rewrite)(example.clone()).unwrap(), example, "{name}");
    if example.is_object() {
        let mut extended = example.clone();
        extended["added-by-a-newer-writer"] = json!({ "anything": [1, 2] });
        assert_eq!((shape.rewrite)(extended).unwrap(), example, "{name}");
    }
}

#[test]
fn every_problem_travels() {
    let document = aggregate(&APIS);
    for (name, answer) in document["components"]["responses"].as_object().unwrap() {
        let example = &answer["content"]["application/problem+json"]["example"];
        let problem: Problem = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(problem.code.name(), name);
        assert_eq!(&serde_json::to_value(problem).unwrap(), example);
    }
}

#[test]
fn every_event_is_what_its_schema_says_and_travels() {
    for kind in CATALOGUE {
        let schema = kind.schema();
        let validator = validator(&schema, &json!({}));
        let example = (kind.example)();
        assert!(validator.is_valid(&example), "{kind:?}");
        assert_eq!(schema["examples"], json!([example]));

        let event: ReceivedEvent = serde_json::from_value(example.clone()).unwrap();
        assert_eq!((kind.rewrite)(event).unwrap(), example, "{kind:?}");

        for member in example.as_object().unwrap().keys() {
            let mut less = example.clone();
            less.as_object_mut().unwrap().shift_remove(member);
            assert!(!validator.is_valid(&less), "{kind:?} without `{member}`");
        }
        let mut newer = example.clone();
        newer["dataversion"] = json!(kind.version + 1);
        assert!(!validator.is_valid(&newer), "{kind:?}");
    }
}
