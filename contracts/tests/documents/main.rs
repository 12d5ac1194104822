//! The documents: that they are fresh, hold together, show examples that are right, and set the limits that the
//! code keeps.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod examples;
mod fresh;
mod limits;
mod parameters;
mod reading;
mod structure;
