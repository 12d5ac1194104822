//! Strings that are one of a few words.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

/// A choice among a few words.
pub(crate) trait Vocabulary: Copy + 'static {
    /// What is chosen, with its article: `an access`.
    const WHAT: &'static str;
    /// Each word, what it stands for, and what that means in one sentence.
    const WORDS: &'static [(&'static str, Self, &'static str)];

    /// The word for a value.
    fn word(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::WORDS
            .iter()
            .find(|(_, value, _)| *value == self)
            .map_or("", |(word, ..)| word)
    }
}

/// A string that should be a word of `V`.
pub(crate) struct Word<V> {
    /// The string as it was written.
    pub(crate) text: String,
    vocabulary: PhantomData<V>,
}

impl<V> fmt::Debug for Word<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<'de, V> Deserialize<'de> for Word<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            text: String::deserialize(deserializer)?,
            vocabulary: PhantomData,
        })
    }
}

impl<V: Vocabulary> JsonSchema for Word<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<V>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<Value> = V::WORDS
            .iter()
            .map(|(word, _, meaning)| json!({ "const": word, "description": meaning }))
            .collect();
        json_schema!({ "oneOf": words })
    }
}
