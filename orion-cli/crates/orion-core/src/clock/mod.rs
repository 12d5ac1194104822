//! Clocks of requests: which time counts, how much of it is used, and when it is up.
//!
//! Intervals are half-open and instants are in UTC; days and hours are those of the project's zone. Time is counted
//! by intersecting intervals, so days of 23 and 25 hours need no rule of their own.

mod calendar;
mod counted;
mod day_part;
mod interval;
mod reading;

#[cfg(test)]
mod tests;

pub use calendar::Calendar;
pub use interval::Interval;
pub use reading::{Motion, Reading, Standing, read_clock};
