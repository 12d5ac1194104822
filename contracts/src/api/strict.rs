//! What is written is stricter than what may be read: a member that has nothing to say is absent, never `null`.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value};

/// Takes `null` from every member that may be absent.
///
/// A member that is always there may still be `null`; the types here have none of that kind.
#[derive(Debug, Clone)]
pub(crate) struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        let required = schema.get("required").cloned().unwrap_or_default();
        let is_required = |name: &str| {
            required
                .as_array()
                .is_some_and(|required| required.iter().any(|other| other == name))
        };
        if let Some(Value::Object(members)) = schema.get_mut("properties") {
            for (_, member) in members.iter_mut().filter(|(name, _)| !is_required(name)) {
                forbid_null(member);
            }
        }
        transform_subschemas(self, schema);
    }
}

/// Takes `null` from what a schema allows.
pub(crate) fn forbid_null(schema: &mut Value) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_mut_slice() {
            let only = only.take();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else {
        return;
    };
    choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    if let [Value::Object(only)] = choices.as_mut_slice() {
        let mut merged = std::mem::take(only);
        schema.shift_remove("anyOf");
        merged.extend(std::mem::take::<Map<String, Value>>(schema));
        *schema = merged;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::forbid_null;

    #[test]
    fn null_goes_and_the_rest_stays() {
        let mut text = json!({ "type": ["string", "null"], "format": "uuid" });
        forbid_null(&mut text);
        assert_eq!(text, json!({ "type": "string", "format": "uuid" }));

        let mut reference = json!({
            "anyOf": [{ "$ref": "#/components/schemas/Word" }, { "type": "null" }],
            "description": "A word.",
        });
        forbid_null(&mut reference);
        let expected = json!({ "$ref": "#/components/schemas/Word", "description": "A word." });
        assert_eq!(reference, expected);
    }
}
