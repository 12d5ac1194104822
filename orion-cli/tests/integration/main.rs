//! `orion integration`, as a shell sees it, in real repositories.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod embedded;
mod own;
mod shop;
mod sources;
mod typescript;
