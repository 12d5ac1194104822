//! The operations of an OpenAPI document: <https://spec.openapis.org/oas/v3.1.1.html>.

use std::fmt;

use serde_json::Value;

/// The fields of a path item that are operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
/// Stands for an identifier that nobody has.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// In capital letters.
    pub method: String,
    /// With its `{parameters}`.
    pub path: String,
    /// Whether it asks for credentials: by its own `security`, or the document's.
    pub is_secured: bool,
    /// Whether a request without a body is refused.
    pub needs_body: bool,
    /// The path with something in the place of each parameter: its example, or what nobody has.
    pub filled: String,
}

impl Operation {
    /// Whether its path has parameters.
    #[must_use]
    pub fn has_parameters(&self) -> bool {
        self.path.contains('{')
    }

    /// Whether asking for it changes nothing, whoever asks: the safe methods of RFC 9110, 9.2.1.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }

    /// Whether it can be asked for without credentials and without a body, and nothing comes of it.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.is_safe() || self.is_secured || self.needs_body
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

/// The document's operations, in its order; none when it is no OpenAPI document.
#[must_use]
pub fn operations(document: &Value) -> Option<Vec<Operation>> {
    let version = document.get("openapi").or_else(|| document.get("swagger"));
    version?.as_str()?;
    let mut found = Vec::new();
    for (path, item) in document.get("paths")?.as_object()? {
        for method in METHODS {
            let Some(operation) = item.get(method).filter(|found| found.is_object()) else {
                continue;
            };
            found.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                is_secured: is_secured(document, operation),
                needs_body: needs_body(document, operation),
                filled: filled(document, path, item, operation),
            });
        }
    }
    Some(found)
}

/// What the document says of an operation.
#[must_use]
pub fn described<'a>(document: &'a Value, operation: &Operation) -> Option<&'a Value> {
    let item = document.get("paths")?.get(&operation.path)?;
    item.get(operation.method.to_lowercase())
}

/// An empty requirement among them makes credentials optional.
fn is_secured(document: &Value, operation: &Value) -> bool {
    let security = operation
        .get("security")
        .or_else(|| document.get("security"));
    let Some(ways) = security.and_then(Value::as_array) else {
        return false;
    };
    let is_asked = |way: &Value| way.as_object().is_some_and(|way| !way.is_empty());
    !ways.is_empty() && ways.iter().all(is_asked)
}

fn needs_body(document: &Value, operation: &Value) -> bool {
    let body = operation.get("requestBody");
    let body = body.and_then(|body| resolved(document, body));
    body.and_then(|body| body.get("required"))
        .and_then(Value::as_bool)
        .unwrap_or_default()
}

fn filled(document: &Value, path: &str, item: &Value, operation: &Value) -> String {
    let parameters: Vec<&Value> = [operation, item]
        .into_iter()
        .filter_map(|holder| holder.get("parameters")?.as_array())
        .flatten()
        .filter_map(|parameter| resolved(document, parameter))
        .collect();
    let mut filled = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let is_it = |parameter: &&&Value| {
            let is =
                |key: &str, value: &str| parameter.get(key).and_then(Value::as_str) == Some(value);
            is("name", name) && is("in", "path")
        };
        let parameter = parameters.iter().find(is_it);
        filled.push_str(&example(document, parameter.copied()));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A parameter's example, as far as it can stand in a path as it is.
fn example(document: &Value, parameter: Option<&Value>) -> String {
    let schema = parameter
        .and_then(|parameter| parameter.get("schema"))
        .and_then(|schema| resolved(document, schema));
    let given = [parameter, schema]
        .into_iter()
        .flatten()
        .find_map(|holder| holder.get("example"));
    let written = match given {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let fits = |text: &String| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        !text.is_empty() && text.bytes().all(is_plain)
    };
    let kind = schema.and_then(|schema| schema.get("type")?.as_str());
    written.filter(fits).unwrap_or_else(|| match kind {
        Some("integer" | "number") => "0".to_owned(),
        _ => NOBODY.to_owned(),
    })
}

/// What a reference within the document leads to, or the value itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> Option<&'a Value> {
    let mut value = value;
    // A reference may lead to another; one that leads back to itself is none.
    for _ in 0..8 {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return Some(value);
        };
        value = document.pointer(reference.strip_prefix('#')?)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn operations_are_read_with_what_a_request_needs() {
        let document = json!({
            "openapi": "3.1.0",
            "security": [{"token": []}],
            "paths": {
                "/users/{id}/orders/{number}": {
                    "parameters": [{"$ref": "#/components/parameters/Id"}],
                    "get": {"parameters": [{"name": "number", "in": "path", "schema": {"type": "integer"}}]},
                    "summary": "no operation"
                },
                "/log-in": {"post": {"security": [], "requestBody": {"required": true}}},
                "/log-out": {"post": {"security": [{}, {"token": []}]}},
                "/pets/{name}": {"delete": {"parameters": [{"name": "name", "in": "path", "example": "a/b"}]}},
            },
            "components": {"parameters": {"Id": {"name": "id", "in": "path", "example": "u-1"}}},
        });
        let told: Vec<_> = operations(&document)
            .unwrap()
            .iter()
            .map(|one| {
                let harmless = if one.is_harmless() {
                    ""
                } else {
                    " not to be asked for"
                };
                format!("{one} → {}{harmless}", one.filled)
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        GET /users/{id}/orders/{number} → /users/u-1/orders/0
        POST /log-in → /log-in
        POST /log-out → /log-out not to be asked for
        DELETE /pets/{name} → /pets/00000000-0000-0000-0000-000000000000
        ");
    }

    #[test]
    fn anything_else_is_no_such_document() {
        assert_eq!(operations(&json!({"paths": {}})), None);
        assert_eq!(operations(&json!({"openapi": "3.1.0"})), None);
        assert_eq!(operations(&json!([])), None);
        assert_eq!(
            operations(&json!({"openapi": "3.1.0", "paths": {}})),
            Some(Vec::new())
        );
    }
}
