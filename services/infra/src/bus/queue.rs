//! What services listen to.

use std::time::Duration;

use orion_contracts::event::{EventData as _, UserDeleted, UserRegistered, UserUpdated};

/// A queue of one service, and how its messages are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// Its name, as `notifications`.
    pub name: &'static str,
    /// The types of events it gets.
    pub kinds: &'static [&'static str],
    /// How many times a message is tried before it is given up; at least once.
    pub attempts: u32,
    /// At most so many messages are in hand at once. With 1 they are handled in order.
    pub prefetch: u16,
    /// How long after a failed attempt the next is made.
    pub retry_after: Duration,
}

impl Queue {
    /// Of that name, for events of those types: 5 attempts, 5 s apart, 16 messages at once.
    #[must_use]
    pub const fn new(name: &'static str, kinds: &'static [&'static str]) -> Self {
        Self {
            name,
            kinds,
            attempts: 5,
            prefetch: 16,
            retry_after: Duration::from_secs(5),
        }
    }
}

/// The auth service's: who may not log in any more.
pub const AUTH: Queue = Queue::new("auth", &[UserUpdated::TYPE, UserDeleted::TYPE]);

/// The user service's: who is to have a profile.
pub const USER: Queue = Queue::new("user", &[UserRegistered::TYPE]);

/// The notification service's: what somebody is to be told.
pub const NOTIFICATIONS: Queue = Queue::new(
    "notifications",
    &[UserRegistered::TYPE, UserUpdated::TYPE, UserDeleted::TYPE],
);

/// All queues of the platform. Every service sees to it that they are there before it publishes, so that what
/// it publishes is kept for a service that has not started yet.
pub const QUEUES: &[Queue] = &[AUTH, USER, NOTIFICATIONS];
