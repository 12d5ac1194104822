//! Notifications as they come: from the transaction that makes one to everybody who listens, in every instance.
//!
//! What is pushed is only ever a copy of what is listed. Where a push may have been missed, the connection is
//! ended, and whoever comes back reads the list.

mod connection;
mod feed;
mod hub;

pub use connection::{Connection, Pace};
pub use feed::Feed;
pub use hub::{Hub, NotNow, Scope, Subscription};
