//! Requests, from the command line to GitHub and back: against the simulator, a process of its own.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod comments;
mod github_setup;
mod hostile;
mod life;
mod merging;
mod offline;
mod second_half;
mod secrecy;
mod storm;
#[cfg(unix)]
mod terminal;
mod token;
mod world;
