//! Notices to people, and the places beside GitHub that they go to.

mod error;
mod message;
mod port;
mod release;

pub use error::NoticeError;
pub use message::{Message, sink_word};
pub use port::{Notifier, OuterSink, Poster};
pub use release::{Announcer, Release};
