//! Strings with a form of their own: names, durations, patterns and the like.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_json::json;

use crate::codes::Rule;

/// What every name matches that becomes a branch, a label, a container or a file.
pub(crate) const NAME_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

/// What the name of every environment variable matches.
pub(crate) const VARIABLE_PATTERN: &str = "^[A-Za-z_][A-Za-z0-9_]*$";

/// A value that is written as a string.
pub(crate) trait Written: Sized {
    /// What it is, for the schema: one sentence.
    const DESCRIPTION: &'static str;
    /// A regular expression (ECMA 262) that every good text matches; empty when there is none to speak of.
    const PATTERN: &'static str;
    /// Good texts.
    const EXAMPLES: &'static [&'static str];

    /// Takes the text if it has the form.
    fn read(text: &str) -> Result<Self, Misread>;
}

/// Why a text does not have its form.
#[derive(Debug)]
pub(crate) struct Misread {
    /// The rule that it breaks.
    pub(crate) rule: &'static Rule,
    /// What is wrong, naming the text.
    pub(crate) message: String,
    /// The part of the text that is wrong, as byte offsets; the whole of it when there is none.
    pub(crate) within: Option<Range<usize>>,
    /// What to say at that place.
    pub(crate) label: String,
    /// What to write instead.
    pub(crate) help: String,
}

/// A string that should have the form of a `T`.
pub(crate) struct Text<T> {
    /// The string as it was written.
    pub(crate) text: String,
    form: PhantomData<T>,
}

impl<T> fmt::Debug for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T> From<String> for Text<T> {
    fn from(text: String) -> Self {
        Self {
            text,
            form: PhantomData,
        }
    }
}

impl<'de, T> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl<T: Written> JsonSchema for Text<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<T>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = Schema::default();
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("description".to_owned(), json!(T::DESCRIPTION));
        if !T::PATTERN.is_empty() {
            schema.insert("pattern".to_owned(), json!(T::PATTERN));
        }
        if !T::EXAMPLES.is_empty() {
            schema.insert("examples".to_owned(), json!(T::EXAMPLES));
        }
        schema
    }
}
