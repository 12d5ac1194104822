//! Numbers with bounds.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

/// An integer that should be from `MINIMUM` to `MAXIMUM`, both included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole<const MINIMUM: i64, const MAXIMUM: i64>(pub(crate) i64);

impl<'de, const MINIMUM: i64, const MAXIMUM: i64> Deserialize<'de> for Whole<MINIMUM, MAXIMUM> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

impl<const MINIMUM: i64, const MAXIMUM: i64> JsonSchema for Whole<MINIMUM, MAXIMUM> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("From{MINIMUM}To{MAXIMUM}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": MINIMUM, "maximum": MAXIMUM })
    }
}

/// A number that should be from 0 to 100.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Percent(pub(crate) f64);

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Percent {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}
