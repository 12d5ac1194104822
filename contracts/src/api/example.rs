//! Examples: values that stand in the documents, and that tests can begin with.

use uuid::Uuid;

use crate::page::Cursor;
use crate::{EventId, NotificationId, SessionId, UserId};

/// A value that shows what a type is for.
pub trait Example: Sized {
    /// The value, the same every time.
    fn example() -> Self;
}

/// A UUID that is the same every time; the last digits tell one from another.
const fn id(last: u128) -> Uuid {
    Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + last)
}

impl Example for UserId {
    fn example() -> Self {
        Self(id(1))
    }
}

impl Example for NotificationId {
    fn example() -> Self {
        Self(id(2))
    }
}

impl Example for SessionId {
    fn example() -> Self {
        Self(id(3))
    }
}

impl Example for EventId {
    fn example() -> Self {
        Self(id(0xe1))
    }
}

impl Example for Cursor {
    fn example() -> Self {
        Self::after(id(1))
    }
}
