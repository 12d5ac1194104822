//! A value with its place, or what was wrong with it.
//!
//! Reading goes on past a value of the wrong type: the value keeps what serde said about it, so that one run
//! finds every such value, and a wrong one is not mistaken for a missing one.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_spanned::Spanned;

/// A value that stands in the file.
#[derive(Debug)]
pub(crate) struct Given<T> {
    /// Where it stands, as byte offsets.
    pub(crate) span: Range<usize>,
    /// The value, or serde's words on why it is none.
    pub(crate) value: Result<T, String>,
}

/// Never fails, so that what surrounds it is read to its end.
struct Caught<T>(Result<T, String>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Caught<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(
            T::deserialize(deserializer).map_err(|error| error.to_string()),
        ))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Caught<T>>::deserialize(deserializer)?;
        Ok(Self {
            span: spanned.span(),
            value: spanned.into_inner().0,
        })
    }
}

/// A key that may be there or not.
#[derive(Debug)]
pub(crate) struct Field<T>(pub(crate) Option<Given<T>>);

impl<T> Field<T> {
    /// Where the value stands, if it is there, of the right type or not.
    pub(crate) fn span(&self) -> Option<Range<usize>> {
        self.0.as_ref().map(|given| given.span.clone())
    }

    /// Whether the key is there, with a value of the right type or not.
    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Given::deserialize(deserializer).map(|given| Self(Some(given)))
    }
}

/// The schema of a wrapper is that of what it wraps.
macro_rules! same_schema {
    ($name:ident) => {
        impl<T: JsonSchema> JsonSchema for $name<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    };
}

pub(crate) use same_schema;

same_schema!(Given);
same_schema!(Field);
