//! The notification API over real sockets, on every database and bus that can be had here.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is a test's report"
)]

mod contract;
mod events;
mod hostile;
mod life;
mod mail;
mod pages;
mod sink;
mod socket;
mod stream;
mod world;
