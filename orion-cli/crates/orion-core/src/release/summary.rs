//! What is different between two versions of a contract's document: plain facts, and no judgement of what they mean to
//! anybody.

use std::collections::BTreeMap;

use serde_json::Value;

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

impl How {
    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One part that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// An operation, such as `GET /users`, or a JSON pointer.
    pub place: String,
    /// What became of it.
    pub how: How,
}

/// The methods of an operation in `OpenAPI`.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
/// How deep a document is compared.
const DEEPEST: usize = 64;

/// What is different between two documents, in JSON or YAML: of `OpenAPI` the operations and the named components, and
/// of everything else the places as JSON pointers. `None` where one of them cannot be read.
#[must_use]
pub fn differences(before: &str, after: &str) -> Option<Vec<Difference>> {
    let (before, after) = (read(before)?, read(after)?);
    let mut found = BTreeMap::new();
    compare(&mut Vec::new(), Some(&before), Some(&after), &mut found);
    let differences = found.into_iter();
    Some(
        differences
            .map(|(place, how)| Difference { place, how })
            .collect(),
    )
}

fn read(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    serde_saphyr::from_str(text).ok()
}

fn compare(
    path: &mut Vec<String>,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut BTreeMap<String, How>,
) {
    if before == after {
        return;
    }
    let is_cut = path.len() >= DEEPEST || is_named(path);
    if let (false, Some(Value::Object(old)), Some(Value::Object(new))) = (is_cut, before, after) {
        let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            path.push(key.clone());
            compare(path, old.get(key), new.get(key), found);
            path.pop();
        }
        return;
    }
    // A path that is there as a whole, or not at all, is told by its operations.
    let is_path = path.len() == 2 && path[0] == "paths";
    if let (true, Some(Value::Object(one)), None) | (true, None, Some(Value::Object(one))) =
        (is_path, before, after)
    {
        let operations: Vec<_> = one.keys().filter(|key| is_method(key)).cloned().collect();
        for method in &operations {
            path.push(method.clone());
            let operation = one.get(method);
            if before.is_some() {
                compare(path, operation, None, found);
            } else {
                compare(path, None, operation, found);
            }
            path.pop();
        }
        if !operations.is_empty() {
            return;
        }
    }
    let how = match (before, after) {
        (None, _) => How::Added,
        (_, None) => How::Removed,
        _ => How::Changed,
    };
    found.insert(place(path), how);
}

/// Whether it is an operation or a component, which are told of as a whole.
fn is_named(path: &[String]) -> bool {
    path.len() == 3 && (path[0] == "paths" && is_method(&path[2]) || path[0] == "components")
}

fn is_method(word: &str) -> bool {
    METHODS.contains(&word)
}

fn place(path: &[String]) -> String {
    if is_named(path) && path[0] == "paths" {
        return format!("{} {}", path[2].to_uppercase(), path[1]);
    }
    let escaped = path
        .iter()
        .map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1")));
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn told(before: &str, after: &str) -> String {
        let Some(found) = differences(before, after) else {
            return "unreadable".to_owned();
        };
        let lines = found
            .iter()
            .map(|it| format!("{} {}\n", it.how.word(), it.place));
        lines.collect()
    }

    #[test]
    fn of_an_api_operations_and_components() {
        let before = r#"{"info": {"version": "1.0.0"}, "paths": {
            "/users": {"get": {"summary": "all"}, "post": {}},
            "/gone": {"get": {}, "delete": {}}},
            "components": {"schemas": {"User": {"type": "object"}}}}"#;
        let after = "
info: {version: 1.1.0}
paths:
  /users:
    get: {summary: pages}
    post: {}
  /new/{id}:
    parameters: []
    put: {}
components:
  schemas:
    User: {type: object, required: [id]}
    Page: {}
";
        assert_snapshot!(told(before, after), @r"
        added /components/schemas/Page
        changed /components/schemas/User
        changed /info/version
        removed DELETE /gone
        removed GET /gone
        changed GET /users
        added PUT /new/{id}
        ");
    }

    #[test]
    fn of_anything_else_places() {
        let before = r#"{"a/b": 1, "list": [1], "same": {"x": 1}, "t~": {"x": 1}}"#;
        let after = r#"{"a/b": "1", "list": [1, 2], "same": {"x": 1}, "t~": {"y": 1}}"#;
        assert_snapshot!(told(before, after), @r"
        changed /a~1b
        changed /list
        removed /t~0/x
        added /t~0/y
        ");
        assert_eq!(told(before, before), "");
        assert_eq!(told(before, "{"), "unreadable");
    }
}
