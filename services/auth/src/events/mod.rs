//! What the service does about the events of others.

mod users;

pub use users::UserEvents;

use orion_contracts::event::{EventData as _, UserDeleted, UserUpdated};
use orion_infra::bus::Queue;

/// What it listens to.
pub const QUEUE: Queue = Queue::new("auth", &[UserUpdated::TYPE, UserDeleted::TYPE]);
