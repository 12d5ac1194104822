//! Figures of quality from real files in real repositories, and from what the real cargo says.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod cargo;
mod figures;
mod records;
mod reports;
mod world;
