//! Decisions that are plain comments on GitHub.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use insta::assert_snapshot;
use serde_json::json;

use crate::world::World;

const ASK: [&str; 6] = [
    "contract",
    "request",
    "auth-api",
    "--why",
    "a name is missing",
    "--yes",
];

/// Somebody writes a comment, without Orion.
fn comment(world: &World, login: &str, text: &str) {
    let url = world.simulator.url();
    let host = url.strip_prefix("http://").unwrap();
    let body = json!({"body": text}).to_string();
    let length = body.len();
    let request = format!(
        "POST /repos/acme/shop/issues/1/comments HTTP/1.1\r\nHost: {host}\r\nUser-Agent: browser\r\n\
         Authorization: Bearer {login}-token\r\nAccept: application/vnd.github+json\r\n\
         X-GitHub-Api-Version: 2022-11-28\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
}

fn labels(world: &World) -> Vec<String> {
    let issues = world.issues();
    let labels = issues[0]["labels"].as_array().unwrap().iter();
    let name = |label: &serde_json::Value| {
        let name = label.get("name").unwrap_or(label);
        name.as_str().unwrap().to_owned()
    };
    let mut labels: Vec<_> = labels.map(name).collect();
    labels.sort();
    labels
}

#[test]
fn labels_follow_a_comment_of_an_owner() {
    let Some(world) = World::new() else { return };
    world.orion("uma", &ASK).success();
    comment(&world, "grace", "/approve");
    let first = world.orion("dan", &["github", "align"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert_snapshot!(first.stdout, @"aligned #1 approved: auth-api: a name is missing");
    assert_eq!(labels(&world), ["contract-change", "orion:approved"]);
    let again = world.orion("dan", &["github", "align", "1"]);
    assert_snapshot!(again.stdout, @"as it was #1 approved: auth-api: a name is missing");
    world.simulator.assert_clean();
}

#[test]
fn a_word_of_somebody_else_is_answered_once() {
    let Some(world) = World::new() else { return };
    world.orion("uma", &ASK).success();
    comment(&world, "uma", "/approve");
    let report = world.json("dan", &["github", "align", "#1", "--json"]);
    let row = &report["requests"][0];
    assert_eq!(
        (&row["status"], &row["state"]),
        (&json!("as-it-was"), &json!("requested"))
    );
    assert_eq!(row["answers"][0]["fate"], "sent");
    let again = world.json("dan", &["github", "align", "--json"]);
    assert_eq!(again["requests"][0]["answers"][0]["fate"], "already-sent");
    assert_eq!(labels(&world), ["contract-change", "orion:requested"]);
    world.simulator.assert_clean();
}
