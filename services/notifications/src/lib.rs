//! The notification service: what somebody was told, and whether they have read it.
//!
//! It hears what happens to users ([`events`]), writes down one notification for each event ([`domain`],
//! [`store`]), pushes it to whoever listens ([`live`]), and sends a letter where mail is configured ([`mail`]).

pub mod domain;
pub mod events;
pub mod live;
pub mod mail;
pub mod routes;
mod service;
mod settings;
pub mod store;

pub use service::{MIGRATIONS, Notifications, Parts};
pub use settings::Settings;
