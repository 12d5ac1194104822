//! Writes to GitHub, on the disk before they are sent: none is lost, and none happens twice.

mod entry;
mod life;
mod send;
mod store;

pub use entry::{Action, Entry, Proposed};
pub(crate) use life::implemented;
pub use send::{Outbox, Outcome, SendError, Sent};
pub use store::OutboxStore;
