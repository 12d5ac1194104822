//! Every event there is, with its schema: what `contracts/events/` holds.

use std::fmt;

use schemars::generate::SchemaSettings;
use schemars::transform::Transform as _;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    Event, EventData, EventError, NotificationSent, ReceivedEvent, SPEC_VERSION, UserDeleted,
    UserRegistered, UserUpdated,
};
use crate::EventId;
use crate::api::Example;
use crate::api::strict::WithoutNull;

/// Every type of event, at its newest version.
pub const CATALOGUE: &[EventType] = &[
    EventType::of::<UserRegistered>("/services/auth"),
    EventType::of::<UserUpdated>("/services/user"),
    EventType::of::<UserDeleted>("/services/user"),
    EventType::of::<NotificationSent>("/services/notifications"),
];

/// A type of event.
#[derive(Clone, Copy)]
pub struct EventType {
    /// Its name, as `user.registered`.
    pub name: &'static str,
    /// The version of its data.
    pub version: u32,
    /// Who publishes it.
    pub source: &'static str,
    /// An event of it, as it is written.
    pub example: fn() -> Value,
    /// Reads an event of this type and writes it again: members that the type does not know are gone then.
    ///
    /// # Errors
    /// When it is no event of this type.
    pub rewrite: fn(ReceivedEvent) -> Result<Value, EventError>,
    data: fn(&mut SchemaGenerator) -> schemars::Schema,
}

impl EventType {
    const fn of<Data>(source: &'static str) -> Self
    where
        Data: EventData + JsonSchema + Serialize + DeserializeOwned + Example,
    {
        Self {
            name: Data::TYPE,
            version: Data::VERSION,
            source,
            example: example::<Data>,
            rewrite: rewrite::<Data>,
            data: Data::json_schema,
        }
    }

    /// The JSON Schema (2020-12) of the event as it is written: the envelope and its data.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut generator = SchemaSettings::draft2020_12()
            .for_serialize()
            .with_transform(WithoutNull)
            .into_generator();
        let mut data = (self.data)(&mut generator);
        WithoutNull.transform(&mut data);
        let description = data.remove("description");
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:orion:event:{}:{}", self.name, self.version),
            "title": self.name,
            "description": description,
            "type": "object",
            "properties": {
                "specversion": {
                    "description": "The CloudEvents version that it is written in.",
                    "type": "string",
                    "const": SPEC_VERSION,
                },
                "id": {
                    "description": "Which event; a redelivered one keeps its id.",
                    "type": "string",
                    "format": "uuid",
                },
                "source": {
                    "description": "Who says so.",
                    "type": "string",
                    "const": self.source,
                },
                "type": {
                    "description": "What kind of event it is.",
                    "type": "string",
                    "const": self.name,
                },
                "time": {
                    "description": "When it happened, UTC.",
                    "type": "string",
                    "format": "date-time",
                },
                "datacontenttype": {
                    "description": "The media type of the data.",
                    "type": "string",
                    "const": "application/json",
                },
                "dataversion": {
                    "description": "The version of the data. Within one only optional members are added.",
                    "type": "integer",
                    "const": self.version,
                },
                "data": data,
            },
            "required": [
                "specversion", "id", "source", "type", "time", "datacontenttype", "dataversion", "data",
            ],
            "examples": [(self.example)()],
        });
        let definitions = generator.take_definitions(true);
        if !definitions.is_empty() {
            schema["$defs"] = Value::Object(definitions);
        }
        schema
    }
}

impl fmt::Debug for EventType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EventType({}, {})", self.name, self.version)
    }
}

/// An example that cannot be written is `null`, which no schema here allows: a test would find it.
fn example<Data: EventData + Serialize + Example>() -> Value {
    let source = CATALOGUE
        .iter()
        .find(|kind| kind.name == Data::TYPE)
        .map_or("/", |kind| kind.source);
    let event = Event {
        id: EventId::example(),
        source: source.to_owned(),
        time: jiff::Timestamp::constant(1_767_603_600, 0),
        data: Data::example(),
    };
    serde_json::to_value(event).unwrap_or_default()
}

fn rewrite<Data>(event: ReceivedEvent) -> Result<Value, EventError>
where
    Data: EventData + Serialize + DeserializeOwned,
{
    let event = event.read::<Data>()?;
    serde_json::to_value(event).map_err(|source| EventError::Data {
        kind: Data::TYPE,
        source,
    })
}
