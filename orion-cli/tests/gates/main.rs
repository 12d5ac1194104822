//! Gates and trust as people meet them: real commands, a real git, a real cargo.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod affected;
mod approval;
mod checks;
mod hook;
mod running;
mod staged;
mod terminal;
mod trust;
mod workflows;
mod world;
