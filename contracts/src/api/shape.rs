//! A type, as documents and tests need it: its schema, an example, and a way to read and write it again.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Example;

/// A type without its type.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The schema: a reference, where the type has a name.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// The schema itself, never a reference.
    pub inline: fn(&mut SchemaGenerator) -> Schema,
    /// The example as it is written.
    pub example: fn() -> Value,
    /// Reads a value as the type and writes it again: members that the type does not know are gone then.
    pub rewrite: fn(Value) -> Result<Value, serde_json::Error>,
}

impl Shape {
    /// The shape of that type.
    #[must_use]
    pub const fn of<T: JsonSchema + Example + Serialize + DeserializeOwned>() -> Self {
        Self {
            schema: SchemaGenerator::subschema_for::<T>,
            inline: T::json_schema,
            example: example::<T>,
            rewrite: rewrite::<T>,
        }
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Shape({})", (self.example)())
    }
}

/// An example that cannot be written is `null`, which no schema here allows: a test would find it.
fn example<T: Example + Serialize>() -> Value {
    serde_json::to_value(T::example()).unwrap_or_default()
}

fn rewrite<T: Serialize + DeserializeOwned>(value: Value) -> Result<Value, serde_json::Error> {
    serde_json::from_value::<T>(value).and_then(serde_json::to_value)
}
