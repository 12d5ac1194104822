//! The service over real sockets, on every database that is to be had.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is a test's report"
)]

mod accounts;
mod admin;
mod caches;
mod enumeration;
mod flood;
mod hostile;
mod introspection;
mod keys;
mod life;
mod lock_out;
mod rates;
mod sessions;
mod stress;
mod support;
mod users;
