//! Lengths in days: `"3d"`, `3`, and for an estimate also `"5-7d"` and three points.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::Given;

/// One length.
#[derive(Debug)]
pub(crate) enum Length {
    /// `"3d"`
    Text(String),
    /// `3`: days too.
    Number(f64),
}

/// A whole estimate.
#[derive(Debug)]
pub(crate) enum Estimate {
    /// `"3d"`, `"5-7d"` or `3`.
    One(Length),
    /// `["2d", "3d", "7d"]` or `[2, 3, 7]`.
    Points(Vec<Given<Length>>),
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an integer too large for an exact `f64` is out of range in any case"
)]
fn number(number: i64) -> Length {
    Length::Number(number as f64)
}

struct LengthVisitor;

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LengthVisitor)
    }
}

impl Visitor<'_> for LengthVisitor {
    type Value = Length;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length such as \"3d\" or a number of days")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Length, E> {
        Ok(Length::Text(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Length, E> {
        Ok(number(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Length, E> {
        Ok(Length::Number(value))
    }
}

struct EstimateVisitor;

impl<'de> Deserialize<'de> for Estimate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EstimateVisitor)
    }
}

impl<'de> Visitor<'de> for EstimateVisitor {
    type Value = Estimate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an estimate such as \"3d\", \"5-7d\" or [\"2d\", \"3d\", \"7d\"]")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Estimate, E> {
        Ok(Estimate::One(Length::Text(text.to_owned())))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Estimate, E> {
        Ok(Estimate::One(number(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Estimate, E> {
        Ok(Estimate::One(Length::Number(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Estimate, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Estimate::Points)
    }
}

/// A length, which may be negative.
impl JsonSchema for Length {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string", "pattern": r"^[+-]?\d+(\.\d+)?d$" },
                { "type": "number" },
            ],
            "examples": ["1d", "0.5d", "-1d"],
        })
    }
}

impl JsonSchema for Estimate {
    fn schema_name() -> Cow<'static, str> {
        "Estimate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let length = json_schema!({
            "anyOf": [
                { "type": "string", "pattern": r"^\d+(\.\d+)?d$" },
                { "type": "number", "minimum": 0 },
            ],
        });
        json_schema!({
            "description": "How long something takes, in working days: a length, a range (its middle counts), or \
                the optimistic, likely and pessimistic case (the PERT mean counts).",
            "anyOf": [
                { "type": "string", "pattern": r"^\d+(\.\d+)?(-\d+(\.\d+)?)?d$" },
                { "type": "number", "minimum": 0 },
                { "type": "array", "items": length, "minItems": 3, "maxItems": 3 },
            ],
            "examples": ["3d", "5-7d", ["2d", "3d", "7d"]],
        })
    }
}
