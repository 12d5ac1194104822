//! What is known of users, and what may be done with it; nothing here speaks HTTP or SQL.

mod change;
mod search;

pub use change::{Change, NotAllowed, may_change};
pub use search::{Search, searched};
