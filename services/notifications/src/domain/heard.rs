//! The events that somebody is told of.

use orion_contracts::UserId;
use orion_contracts::event::{
    EventData as _, EventError, ReceivedEvent, UserDeleted, UserRegistered, UserUpdated,
};
use orion_contracts::text::EMAIL_MAX;

/// Something that happened to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// They opened an account.
    Registered(UserRegistered),
    /// They were changed.
    Updated(UserUpdated),
    /// They are gone.
    Deleted(UserDeleted),
}

/// Why an event is none of these.
#[derive(Debug, thiserror::Error)]
pub enum NotHeard {
    /// It is not what its type says.
    #[error(transparent)]
    Event(#[from] EventError),
    /// It holds an address that no letter could be sent to, and no column could hold.
    #[error("the address of the event is too long, or holds control characters")]
    Address,
}

impl Heard {
    /// Reads the event.
    ///
    /// # Errors
    /// When it is of another type, or not what its type says.
    pub fn read(event: &ReceivedEvent) -> Result<Self, NotHeard> {
        let event = event.clone();
        let heard = match event.kind.as_str() {
            UserUpdated::TYPE => Self::Updated(event.read()?.data),
            UserDeleted::TYPE => Self::Deleted(event.read()?.data),
            _ => Self::Registered(event.read()?.data),
        };
        match heard.address() {
            Some(address) if !can_be_kept(address) => Err(NotHeard::Address),
            _ => Ok(heard),
        }
    }

    /// Whom it happened to.
    #[must_use]
    pub fn user(&self) -> UserId {
        match self {
            Self::Registered(event) => event.user_id,
            Self::Updated(event) => event.user_id,
            Self::Deleted(event) => event.user_id,
        }
    }

    /// The event's type.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered(_) => UserRegistered::TYPE,
            Self::Updated(_) => UserUpdated::TYPE,
            Self::Deleted(_) => UserDeleted::TYPE,
        }
    }

    fn address(&self) -> Option<&str> {
        match self {
            Self::Registered(event) => Some(&event.email),
            Self::Updated(event) => Some(&event.email),
            Self::Deleted(_) => None,
        }
    }
}

fn can_be_kept(address: &str) -> bool {
    address.chars().count() <= EMAIL_MAX && !address.chars().any(char::is_control)
}
