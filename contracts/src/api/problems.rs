//! The answers to what is refused: one for each code, so that every operation refuses in the same way.

use serde_json::{Value, json};

use crate::problem::{FieldError, MEDIA_TYPE, Problem, ProblemCode};

/// The headers that come with that code.
pub(super) fn headers(code: ProblemCode) -> &'static [&'static str] {
    match code {
        ProblemCode::Unauthenticated => &["x-request-id", "WWW-Authenticate"],
        ProblemCode::UpgradeRequired => &["x-request-id", "Upgrade"],
        ProblemCode::TooManyRequests | ProblemCode::Unavailable => &["x-request-id", "Retry-After"],
        _ => &["x-request-id"],
    }
}

/// The answer for that code, with references to its headers.
pub(super) fn answer(code: ProblemCode, headers: &Value) -> Value {
    json!({
        "description": format!("{}.", code.title()),
        "headers": headers,
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "allOf": [{ "$ref": "#/components/schemas/Problem" }],
                    "properties": {
                        "type": { "const": code.uri() },
                        "status": { "const": code.status() },
                        "title": { "const": code.title() },
                        "code": { "const": code.name() },
                    },
                    "required": ["type", "status", "title", "code"],
                },
                "example": example(code),
            },
        },
    })
}

fn example(code: ProblemCode) -> Value {
    let mut problem = match code {
        ProblemCode::InvalidRequest => Problem::invalid(vec![FieldError {
            pointer: "/email".to_owned(),
            detail: "must hold one `@` with text on both sides".to_owned(),
        }]),
        other => Problem::new(other),
    };
    problem.instance = Some("urn:uuid:019a0000-0000-7000-8000-0000000000f1".to_owned());
    serde_json::to_value(problem).unwrap_or_default()
}
