//! The headers that say something, in requests and in answers.

use serde_json::{Value, json};

use crate::entity_tag;

/// The request header `If-Match`.
pub(super) fn if_match() -> Value {
    json!({
        "name": "If-Match",
        "in": "header",
        "required": true,
        "description": "The version that is meant: the `ETag` of an earlier answer. One, and neither weak nor `*`.",
        "schema": { "type": "string", "pattern": entity_tag::PATTERN },
        "example": "\"3\"",
    })
}

/// A header of an answer.
pub(super) fn describe(name: &str) -> Value {
    let (description, schema) = match name {
        "x-request-id" => (
            "Which request this was: the `x-request-id` that came with it, if it was fit for that, or a new one.",
            json!({ "type": "string", "pattern": "^[!-~]{1,128}$" }),
        ),
        "ETag" => (
            "The version of what comes back, for `If-Match`.",
            json!({ "type": "string", "pattern": entity_tag::PATTERN }),
        ),
        "WWW-Authenticate" => (
            "How to prove who is asking (RFC 6750).",
            json!({ "type": "string", "pattern": "^Bearer" }),
        ),
        "Retry-After" => (
            "When to ask again, in seconds from now.",
            json!({ "type": "integer", "minimum": 0 }),
        ),
        "Upgrade" => (
            "What the request has to ask for.",
            json!({ "type": "string", "const": "websocket" }),
        ),
        _ => ("", json!({})),
    };
    // Nobody knows how long a service that cannot answer will be away.
    let required = name != "Retry-After";
    json!({ "required": required, "description": description, "schema": schema })
}
