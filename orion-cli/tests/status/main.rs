//! `orion status`, `orion log`: figures from evidence, in real repositories.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod dashboard;
mod evidence;
mod github;
mod panels;
mod statuses;
mod watch;
mod world;
