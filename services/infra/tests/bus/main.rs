//! Bus, outbox and inbox: the same tests in memory and on RabbitMQ, on SQLite and on PostgreSQL.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is a test's report"
)]

mod crash;
mod delivery;
mod inbox;
mod outage;
mod outbox;
mod proxy;
mod support;
mod throughput;
