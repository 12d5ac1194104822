//! Events: what a service tells whoever wants to know, in the shape of CloudEvents 1.0 (JSON format).
//!
//! The type and version of an event belong to its data ([`EventData`]); the attribute `dataversion` is
//! Orion's extension. A consumer reads a [`ReceivedEvent`] first, looks at its type, and asks for the data
//! it knows.

mod catalogue;
mod examples;
mod notification;
mod received;
mod user;

pub use catalogue::{CATALOGUE, EventType};
pub use notification::NotificationSent;
pub use received::{EventError, ReceivedEvent};
pub use user::{UserDeleted, UserRegistered, UserUpdated};

use jiff::Timestamp;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::EventId;

/// The CloudEvents version that events are written in.
pub const SPEC_VERSION: &str = "1.0";

/// What an event says, and what it is called.
pub trait EventData {
    /// The event's type, as `user.registered`: also its routing key.
    const TYPE: &'static str;
    /// The version of its data, from 1. A reader of version 2 also reads version 1.
    const VERSION: u32;
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<Data> {
    /// Which event; a redelivered one keeps its id.
    pub id: EventId,
    /// Who says so: the service, as `/services/user`.
    pub source: String,
    /// When it happened, UTC.
    pub time: Timestamp,
    /// What it says.
    pub data: Data,
}

impl<Data: EventData + Serialize> Serialize for Event<Data> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut event = serializer.serialize_struct("Event", 8)?;
        event.serialize_field("specversion", SPEC_VERSION)?;
        event.serialize_field("id", &self.id)?;
        event.serialize_field("source", &self.source)?;
        event.serialize_field("type", Data::TYPE)?;
        event.serialize_field("time", &self.time)?;
        event.serialize_field("datacontenttype", "application/json")?;
        event.serialize_field("dataversion", &Data::VERSION)?;
        event.serialize_field("data", &self.data)?;
        event.end()
    }
}
