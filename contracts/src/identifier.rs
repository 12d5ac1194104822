//! Identifiers: UUIDs (RFC 9562) that cannot be taken for one another. They are written with hyphens, and read
//! in no other way, as JSON Schema's format `uuid` has it.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::Validate;
use crate::problem::FieldError;

macro_rules! identifier {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse::<Hyphenated>().map(|id| Self(id.into_uuid()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "format": "uuid" })
            }
        }

        /// An identifier that could be read has no fault.
        impl Validate for $name {
            fn faults(&self) -> Vec<FieldError> {
                Vec::new()
            }
        }
    };
}

identifier! {
    /// A user, the same in every service.
    UserId
}
identifier! {
    /// A session: what begins with a log-in and lives on in every refresh, until it is ended.
    SessionId
}
identifier! {
    /// A notification.
    NotificationId
}
identifier! {
    /// An event: what a consumer remembers to handle it once only.
    EventId
}

#[cfg(test)]
mod tests {
    use super::UserId;

    #[test]
    fn only_the_form_with_hyphens_is_read() {
        let id: UserId = "019A0000-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(id.to_string(), "019a0000-0000-7000-8000-000000000001");
        for other in [
            "019a0000000070008000000000000001",
            "{019a0000-0000-7000-8000-000000000001}",
            "urn:uuid:019a0000-0000-7000-8000-000000000001",
            "",
        ] {
            assert!(other.parse::<UserId>().is_err(), "{other}");
            assert!(
                serde_json::from_value::<UserId>(other.into()).is_err(),
                "{other}"
            );
        }
    }
}
