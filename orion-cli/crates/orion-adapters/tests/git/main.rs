//! The git adapter against real git, in throw-away repositories.
//!
//! Every case asks twice: once with libgit2 reading what it can, once with git answering everything. Staged
//! changes and ranges are compared with the plumbing command that defines them, run directly.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "what cannot be done here is a failed test, and a panic is its report"
)]

mod ask;
mod commits;
mod configuration;
mod formats;
mod hooks;
mod identity;
mod index;
mod layout;
mod merges;
mod names;
mod probe;
mod range;
mod setup;
mod shallow;
mod staged;
mod tracked;
