//! The local stack's use cases on an engine that is a table in memory, by a clock that stands still while anything
//! is left to do.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod down;
mod failures;
mod logs;
mod shop;
mod surroundings;
mod up;
mod world;
