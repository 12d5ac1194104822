//! A table with a fixed set of keys, and the keys it has beside them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, IntoDeserializer, MapAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_spanned::Spanned;

use super::given::same_schema;

/// What a table says, and the keys that mean nothing in it, each with its place.
#[derive(Debug)]
pub(crate) struct Table<T> {
    /// What the known keys say.
    pub(crate) value: T,
    /// The other keys.
    pub(crate) unknown: Vec<Spanned<String>>,
    /// The keys that the table can have.
    pub(crate) known: &'static [&'static str],
}

same_schema!(Table);

impl<'de, T: Deserialize<'de>> Table<T> {
    /// Reads the entries of a table.
    pub(crate) fn from_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let mut unknown = Vec::new();
        let mut known: &'static [&'static str] = &[];
        let value = T::deserialize(WithKeys {
            map,
            unknown: &mut unknown,
            known: &mut known,
        })?;
        Ok(Self {
            value,
            unknown,
            known,
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Table::from_map(map)
    }
}

/// Hands a derived struct its own keys only. The derive tells which these are: `fields`.
struct WithKeys<'a, A> {
    map: A,
    unknown: &'a mut Vec<Spanned<String>>,
    known: &'a mut &'static [&'static str],
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for WithKeys<'_, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.map)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        *self.known = fields;
        visitor.visit_map(KnownKeys {
            map: self.map,
            fields,
            unknown: self.unknown,
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct KnownKeys<'a, A> {
    map: A,
    fields: &'static [&'static str],
    unknown: &'a mut Vec<Spanned<String>>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for KnownKeys<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        // A date comes as a map too, with a key that has no place: it is no table.
        while let Some(key) = self
            .map
            .next_key::<Spanned<String>>()
            .map_err(|_| A::Error::custom("invalid type: date, expected a table"))?
        {
            if self.fields.contains(&key.get_ref().as_str()) {
                let key: StringDeserializer<A::Error> = key.into_inner().into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            self.map.next_value::<IgnoredAny>()?;
            self.unknown.push(key);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
