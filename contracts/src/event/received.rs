//! An event as it came in, before anybody looked at its data.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Event, EventData, SPEC_VERSION};
use crate::EventId;

/// An event of any type, known or not.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReceivedEvent {
    /// The CloudEvents version it is written in.
    pub specversion: String,
    /// Which event.
    pub id: EventId,
    /// Who says so.
    pub source: String,
    /// Its type, as `user.registered`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened, UTC.
    pub time: Timestamp,
    /// The version of its data; 1 when it is not given.
    #[serde(default = "first_version")]
    pub dataversion: u32,
    /// What it says, unread.
    #[serde(default)]
    pub data: Value,
}

/// Why an event cannot be read as what it was taken for.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// It is no CloudEvent of version 1.0.
    #[error("the event is written in CloudEvents `{0}`, not `{SPEC_VERSION}`")]
    SpecVersion(String),
    /// It is of another type.
    #[error("the event is a `{found}`, not a `{expected}`")]
    Type {
        /// What it was taken for.
        expected: &'static str,
        /// What it says it is.
        found: String,
    },
    /// Its data is of a version that this reader does not know yet.
    #[error("the event `{kind}` has data of version {found}; known is {known}")]
    Version {
        /// The event's type.
        kind: &'static str,
        /// The version it has.
        found: u32,
        /// The newest version that can be read.
        known: u32,
    },
    /// Its data has not the shape of its type and version.
    #[error("the data of the event `{kind}` cannot be read")]
    Data {
        /// The event's type.
        kind: &'static str,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
}

impl ReceivedEvent {
    /// Reads the event's data.
    ///
    /// # Errors
    /// When the event is of another type, of a newer version, or not what its type says.
    pub fn read<Data>(self) -> Result<Event<Data>, EventError>
    where
        Data: EventData + DeserializeOwned,
    {
        if self.specversion != SPEC_VERSION {
            return Err(EventError::SpecVersion(self.specversion));
        }
        if self.kind != Data::TYPE {
            return Err(EventError::Type {
                expected: Data::TYPE,
                found: self.kind,
            });
        }
        if self.dataversion > Data::VERSION {
            return Err(EventError::Version {
                kind: Data::TYPE,
                found: self.dataversion,
                known: Data::VERSION,
            });
        }
        let data = serde_json::from_value(self.data).map_err(|source| EventError::Data {
            kind: Data::TYPE,
            source,
        })?;
        Ok(Event {
            id: self.id,
            source: self.source,
            time: self.time,
            data,
        })
    }
}

fn first_version() -> u32 {
    1
}
