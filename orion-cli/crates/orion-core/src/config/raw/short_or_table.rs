//! A short form, and a table for what the short form cannot say.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::Table;

/// A string, or a table that says more.
#[derive(Debug)]
pub(crate) enum ShortOrTable<S, T> {
    /// The short form.
    Short(S),
    /// The long form.
    Table(Table<T>),
}

struct ShortOrTableVisitor<S, T>(PhantomData<(S, T)>);

impl<'de, S: From<String>, T: Deserialize<'de>> Deserialize<'de> for ShortOrTable<S, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShortOrTableVisitor(PhantomData))
    }
}

impl<'de, S: From<String>, T: Deserialize<'de>> Visitor<'de> for ShortOrTableVisitor<S, T> {
    type Value = ShortOrTable<S, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a table")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(ShortOrTable::Short(S::from(text.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Table::from_map(map).map(ShortOrTable::Table)
    }
}

impl<S: JsonSchema, T: JsonSchema> JsonSchema for ShortOrTable<S, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}Or{}", S::schema_name(), T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [generator.subschema_for::<S>(), generator.subschema_for::<T>()],
        })
    }
}
