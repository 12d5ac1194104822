//! `orion export`, as a shell sees it, and held against those who read what it writes.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod commands;
mod compose;
mod kubernetes;
mod shop;
mod tools;

const ORION: &str = env!("CARGO_BIN_EXE_orion");
