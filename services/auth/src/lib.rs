//! The auth service: who somebody is, and the tokens that prove it.
//!
//! Accounts are opened and logged in to with passwords ([`passwords`]); a log-in begins a session, a chain of
//! refresh tokens each of which is used once; access tokens are signed with keys that change in turn
//! ([`keys`]). What guesses is slowed down ([`limits`]), and nothing that is answered, nor how long it takes,
//! tells whether an address has an account.

mod admin;
pub mod app;
pub mod clock;
pub mod domain;
pub mod events;
pub mod keys;
pub mod limits;
pub mod passwords;
mod pruning;
mod routes;
mod service;
pub mod settings;
pub mod store;

pub use service::{Auth, build, open};
