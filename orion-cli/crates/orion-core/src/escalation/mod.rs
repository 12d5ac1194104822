//! What happens while a blocker stays unanswered: level by level, each notice once.
//!
//! A function of what is known and of now: whoever knows the same comes to the same, and nothing has to run all the
//! time.

mod climb;
mod seed;

#[cfg(test)]
mod tests;

pub use climb::{Climb, Course, Notice, Upcoming, climb};
pub use seed::seed_levels;
