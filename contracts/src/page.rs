//! Lists in pages: a cursor rather than an offset, so that nothing is skipped or seen twice while rows come
//! and go.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most items on a page.
pub const MAX_LIMIT: u16 = 100;
/// How many items a page has when nobody says.
pub const DEFAULT_LIMIT: u16 = 50;

/// What a cursor looks like.
pub const CURSOR_PATTERN: &str = "^[0-9a-f]{32}$";

/// A place in a list: the last item that was given.
///
/// Only the service that made it says what it means; for everybody else it is text to hand back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor(Uuid);

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the `next` of an earlier page")]
pub struct NotACursor;

impl Cursor {
    /// The place after the item of that id.
    #[must_use]
    pub fn after(id: Uuid) -> Self {
        Self(id)
    }

    /// The id of the item that came last.
    #[must_use]
    pub fn id(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(formatter)
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let well_formed = text.len() == 32
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if !well_formed {
            return Err(NotACursor);
        }
        Uuid::try_parse(text).map(Self).map_err(|_| NotACursor)
    }
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Cursor {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Cursor".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": CURSOR_PATTERN })
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{Item}Page")]
pub struct Page<Item> {
    /// The items, in the list's order.
    pub items: Vec<Item>,
    /// What to give as `after` for the next page; `null` or absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

#[cfg(test)]
mod tests {
    use super::{Cursor, NotACursor};

    #[test]
    fn a_cursor_travels_as_text() {
        let id = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
        let cursor = Cursor::after(id);
        assert_eq!(cursor.to_string(), "019a0000000070008000000000000001");
        assert_eq!("019a0000000070008000000000000001".parse(), Ok(cursor));
        assert_eq!(cursor.id(), id);
        for other in [
            "",
            "c1",
            "019A0000000070008000000000000001",
            "019a0000-0000-7000-8000-000000000001",
        ] {
            assert_eq!(other.parse::<Cursor>(), Err(NotACursor), "{other}");
        }
    }
}
