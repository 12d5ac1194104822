//! Whole platforms for tests: real processes, embedded or on PostgreSQL and RabbitMQ, and people who use
//! them.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "for tests only: a panic is the report, and a log is shown with it"
)]

mod containers;
mod patience;
mod person;
mod program;
mod servers;
mod stack;

pub use patience::{PATIENCE, eventually, eventually_within};
pub use person::{PASSWORD, Person};
pub use program::Program;
pub use servers::{Server, Servers};
pub use stack::{ADMIN_EMAIL, ADMIN_PASSWORD, Stack};
