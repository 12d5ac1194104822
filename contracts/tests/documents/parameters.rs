//! Query parameters: what the documents allow is read, and what they do not allow is refused.

use axum::extract::Query;
use axum::http::Uri;
use orion_contracts::Validate;
use orion_contracts::api::Operation;
use orion_contracts::notification::v1::{
    ListNotificationsRequest, StreamRequest, operations::LIST_NOTIFICATIONS, operations::STREAM,
};
use orion_contracts::user::v1::{ListUsersRequest, operations::LIST_USERS};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::reading::{document_of, validator};

/// What stands in an address, and the value that a reader of the document would take it for.
fn cases() -> Vec<(String, Value)> {
    let long = "a".repeat(101);
    let texts = [
        "",
        "a",
        "%00",
        "%0A",
        "%C2%85",
        "%E2%80%A8",
        &long,
        &long[1..],
        "c1",
        "null",
        "True",
        "019a0000000070008000000000000001",
        "019A0000000070008000000000000001",
        "019a0000-0000-7000-8000-000000000001",
    ];
    let numbers = ["-1", "0", "1", "50", "100", "101", "65536", "1.5"];
    let words = ["true", "false"];
    let read = |text: &str| {
        let uri: Uri = format!("/?x={text}").parse().unwrap();
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap();
        pairs[0].1.clone()
    };
    let texts = texts
        .iter()
        .map(|text| ((*text).to_owned(), json!(read(text))));
    let numbers = numbers
        .iter()
        .map(|text| ((*text).to_owned(), text.parse().unwrap()));
    let words = words
        .iter()
        .map(|text| ((*text).to_owned(), text.parse().unwrap()));
    texts.chain(numbers).chain(words).collect()
}

/// Tries every case for every parameter of an operation.
fn agree<T: DeserializeOwned + Validate>(operation: &Operation) {
    let document = document_of(operation.id);
    let pointer = operation.path.replace('/', "~1");
    let parameters = document
        .pointer(&format!("/paths/{pointer}/get/parameters"))
        .unwrap();
    for parameter in parameters.as_array().unwrap() {
        let name = parameter["name"].as_str().unwrap();
        let validator = validator(&parameter["schema"], &document);
        let is_text = parameter["schema"]["type"] == "string";
        for (text, value) in cases() {
            let value = if is_text && !value.is_string() {
                json!(text)
            } else {
                value
            };
            let uri: Uri = format!("/?{name}={text}&added-by-a-newer-writer=1")
                .parse()
                .unwrap();
            let accepted = Query::<T>::try_from_uri(&uri)
                .is_ok_and(|Query(request)| request.faults().is_empty());
            assert_eq!(
                accepted,
                validator.is_valid(&value),
                "{}: {uri}",
                operation.id
            );
        }
    }
    let none = Query::<T>::try_from_uri(&Uri::from_static("/")).unwrap();
    assert!(none.0.faults().is_empty());
}

#[test]
fn list_users() {
    agree::<ListUsersRequest>(&LIST_USERS);
}

#[test]
fn list_notifications() {
    agree::<ListNotificationsRequest>(&LIST_NOTIFICATIONS);
}

#[test]
fn stream() {
    agree::<StreamRequest>(&STREAM);
}

#[test]
fn a_parameter_that_is_given_twice_is_refused() {
    let uri = Uri::from_static("/?limit=1&limit=2");
    assert!(Query::<ListUsersRequest>::try_from_uri(&uri).is_err());
}
