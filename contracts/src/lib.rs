//! What the platform's services say to each other, as types: the requests and responses of four APIs, the
//! problems all of them answer with, and the events they publish.
//!
//! Reading is tolerant: members that a reader does not know are passed over, and a word that it does not
//! know becomes `Unknown`. Writing is strict: `Unknown` is never written.
//!
//! Each API lives in a module named after its version, as [`auth::v1`]; each event type carries its version
//! as [`event::EventData::VERSION`]. A version only ever gains optional members.

pub mod api;
pub mod auth;
#[cfg(feature = "client")]
pub mod client;
pub mod entity_tag;
pub mod event;
pub mod gateway;
pub mod notification;
pub mod page;
pub mod problem;
pub mod text;
pub mod user;

mod confidential;
mod identifier;
mod object;
mod validate;
mod words;

pub use entity_tag::EntityTag;
pub use identifier::{EventId, NotificationId, SessionId, UserId};
pub use validate::Validate;
