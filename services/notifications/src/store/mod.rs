//! What the service keeps. Every text of SQL is for PostgreSQL and SQLite alike.

mod decode;
pub(crate) mod emails;
pub(crate) mod notifications;
pub(crate) mod recipients;

pub use emails::{Claimed, Emails};
pub use notifications::{Notifications, Selection};

use jiff::Timestamp;
use orion_infra::database::{micros, timestamp};

/// The present, as precisely as a column holds it: what is told now is what is read later.
#[must_use]
pub fn now() -> Timestamp {
    timestamp(micros(Timestamp::now()))
}
