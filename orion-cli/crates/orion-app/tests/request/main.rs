//! Requests on a GitHub that is a table, which may fail before or after it has done what it was asked for.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod alignment;
mod decisions;
mod escalation;
mod filing;
mod overview;
mod proposals;
mod world;
