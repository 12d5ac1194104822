//! The user service: who is there, and what they say of themselves.
//!
//! A profile is made when an account is opened ([`events`]), and is then changed and deleted by whoever it is
//! about, or by an admin ([`routes`]). Every change is told to others in the same transaction ([`store`]).

pub mod domain;
pub mod events;
pub mod routes;
mod service;
mod settings;
pub mod store;

pub use service::{MIGRATIONS, Users, assemble};
pub use settings::Settings;
