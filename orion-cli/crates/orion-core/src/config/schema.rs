//! The JSON Schema of `workstreams.toml`, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::raw::File;

/// The schema, in draft 2020-12. It is made from the types that the file is read into, so it knows every key;
/// what only rules can tell (names that must exist, circles, ties) it leaves to them.
#[must_use]
pub fn json_schema() -> Value {
    let schema = SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<File>()
        .to_value();
    let Value::Object(mut members) = schema else {
        return schema;
    };
    // Readers look for what it is first.
    let mut ordered = Map::new();
    for name in ["$schema", "title", "description"] {
        if let Some(member) = members.shift_remove(name) {
            ordered.insert(name.to_owned(), member);
        }
    }
    ordered.extend(members);
    Value::Object(ordered)
}
