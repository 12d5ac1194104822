//! What the service deals in: addresses, accounts, sessions, refresh tokens.

mod account;
mod address;
mod digest;
pub mod refresh_token;

pub use account::{Account, NewAccount};
pub use address::Address;
pub use digest::Digest;
