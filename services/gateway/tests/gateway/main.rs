//! The gateway over real sockets, before services that do what a test wants.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is a test's report"
)]

mod bodies;
mod breaker;
mod compression;
mod cors;
mod documents;
mod headers;
mod health;
mod limits;
mod retries;
mod routing;
mod smuggling;
mod sockets;
mod support;
mod times;
mod tokens;
