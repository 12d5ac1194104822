//! Writes to GitHub, on the disk before they are sent: none is lost, and none happens twice.

mod entry;
mod send;
mod store;

pub use entry::{Action, Entry};
pub use send::{Outbox, Outcome, SendError, Sent};
pub use store::OutboxStore;
