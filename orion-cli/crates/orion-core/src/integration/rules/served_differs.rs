//! INT005: a service that serves another document than its contract's.

use serde_json::Value;

use crate::codes::{Code, Rule};
use crate::integration::{
    Check, IntegrationRule, Place, Point, Row, Served, Weight, described, operations,
};

/// INT005
pub const RULE: Rule = Rule {
    code: Code("INT005"),
    name: "served document differs",
    what: "A running service serves an OpenAPI document that is not its contract's, or none.",
    why: "The document that a service serves says what it really does. Where that is something else than what was \
          agreed on, its consumers find out at run time.",
    example: "`GET /openapi.json` of `auth` lacks `POST /v1/auth/logout`, which `contracts/openapi/auth-api.json` has.",
    fix: "Build the service from the contract as it is, and bring it up again:\n\
          \n    orion up\n\
          \nOr change the contract: `orion contract request`.\n\
          \nThe document is looked for at `/openapi.json`, `/openapi.yaml`, `/api-json`, `/docs-json` and \
          `/v3/api-docs`. A service that provides one contract has to serve its very document; the gateway, and one \
          that provides several, has to serve every operation of theirs with all that is written of it, and may add to it.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::ApiContracts,
    row: Row::ApiContracts,
    weight: Weight::Broken,
};

/// Where services serve their documents.
pub const PATHS: [&str; 5] = [
    "/openapi.json",
    "/openapi.yaml",
    "/api-json",
    "/docs-json",
    "/v3/api-docs",
];

/// A contract, and what the service that provides it serves.
#[derive(Debug, Clone, Copy)]
pub struct Service<'a> {
    /// Its name.
    pub name: &'a str,
    /// The contract's name.
    pub contract: &'a str,
    /// The contract's document.
    pub document: &'a Value,
    /// Whether the service serves more than this contract: the gateway, and one that provides several.
    pub serves_more: bool,
}

/// Compares what is served with what is written.
#[must_use]
pub fn judge(service: Service<'_>, served: &Served) -> Check {
    let Service { name, contract, .. } = service;
    let place = || Place::service(name);
    let fails = |message: String| {
        let next = "build it from the contract as it is, and `orion up`";
        Check::fails(&INTEGRATION, place(), message, next)
    };
    match served {
        Served::Unreachable(why) => {
            let reason = format!("what `{name}` serves of `{contract}` is not known: {why}");
            Check::unknown(&INTEGRATION, place(), reason)
        }
        Served::Nowhere => fails(format!("`{name}` serves no document of `{contract}`")),
        Served::Document { document, .. } if !service.serves_more => {
            if document == service.document {
                return Check::holds(&INTEGRATION);
            }
            let what = difference(service.document, document);
            fails(format!("what `{name}` serves is not `{contract}`: {what}"))
        }
        Served::Document { document, .. } => {
            match first_lacking(service.document, document, contains) {
                None => Check::holds(&INTEGRATION),
                Some(what) => fails(format!("what `{name}` serves is not `{contract}`: {what}")),
            }
        }
    }
}

/// The first operation that is served otherwise than it is written.
fn first_lacking(
    written: &Value,
    served: &Value,
    agrees: impl Fn(&Value, &Value) -> bool,
) -> Option<String> {
    let operations = operations(written).unwrap_or_default();
    operations.iter().find_map(|operation| {
        match (described(written, operation), described(served, operation)) {
            (_, None) => Some(format!("`{operation}` is not served")),
            (Some(written), Some(there)) if !agrees(written, there) => {
                Some(format!("`{operation}` is described in another way"))
            }
            _ => None,
        }
    })
}

/// Whether all that is written is served so. Who serves several contracts may add what is true of all of them, as a
/// gateway does that may refuse any request with 429.
fn contains(written: &Value, served: &Value) -> bool {
    match (written, served) {
        (Value::Object(written), Value::Object(served)) => written.iter().all(|(key, value)| {
            let there = served.get(key);
            there.is_some_and(|there| contains(value, there))
        }),
        _ => written == served,
    }
}

/// What differs, in a few words: an operation where one does, else the first member that does.
fn difference(written: &Value, served: &Value) -> String {
    if let Some(what) = first_lacking(written, served, |one, other| one == other) {
        return what;
    }
    let more = operations(served).unwrap_or_default();
    let unwritten = more
        .iter()
        .find(|operation| described(written, operation).is_none());
    if let Some(operation) = unwritten {
        return format!("`{operation}` is served and not written down");
    }
    pointer(written, served, &mut String::new()).map_or_else(
        || "it is described in another way".to_owned(),
        |at| format!("`{at}` differs"),
    )
}

/// The JSON pointer of the first member that differs.
fn pointer(one: &Value, other: &Value, at: &mut String) -> Option<String> {
    if one == other {
        return None;
    }
    if let (Value::Object(one), Value::Object(other)) = (one, other) {
        for key in one.keys().chain(other.keys()) {
            let pair = (one.get(key), other.get(key));
            let length = at.len();
            at.push('/');
            at.push_str(key);
            match pair {
                (Some(one), Some(other)) => {
                    if let Some(found) = pointer(one, other, at) {
                        return Some(found);
                    }
                }
                _ => return Some(at.clone()),
            }
            at.truncate(length);
        }
    }
    Some(at.clone())
}
