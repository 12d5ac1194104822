//! Ports: `8080`, `"8081:80"`, `"5353/udp"`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

/// A port as it is written.
#[derive(Debug)]
pub(crate) enum PortForm {
    /// `8080`
    Number(i64),
    /// `"8081:80/tcp"`
    Text(String),
}

struct PortVisitor;

impl<'de> Deserialize<'de> for PortForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PortVisitor)
    }
}

impl Visitor<'_> for PortVisitor {
    type Value = PortForm;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port such as 8080 or \"8081:80\"")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<PortForm, E> {
        Ok(PortForm::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PortForm, E> {
        Ok(PortForm::Text(text.to_owned()))
    }
}

impl JsonSchema for PortForm {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Port".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 65_535 },
                { "type": "string", "pattern": r"^(\d{1,5}:)?\d{1,5}(/(tcp|udp))?$" },
            ],
            "examples": [8080, "8081:80", "5353/udp"],
        })
    }
}
