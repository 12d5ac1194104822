//! The profiles in the database. Every text of SQL is for PostgreSQL and SQLite alike, but for the lock that
//! only one of them needs.

mod profiles;
mod row;

pub use profiles::{Place, Profiles, add, change, remove};

use jiff::Timestamp;
use orion_infra::database::{micros, timestamp};

/// The present, as precisely as a column holds it: what is answered now is what is read later.
#[must_use]
pub fn now() -> Timestamp {
    timestamp(micros(Timestamp::now()))
}
