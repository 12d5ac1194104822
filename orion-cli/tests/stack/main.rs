//! The local stack as people meet it: `orion` as a process, on the machine's real engine.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod dashboard;
mod embedded;
mod engine;
mod failures;
mod isolation;
mod killed;
mod logs;
mod outages;
mod shop;
mod up;
mod watch;
