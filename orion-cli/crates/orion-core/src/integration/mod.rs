//! The five integration points: what is checked, from facts that are handed in, and what it comes to.

mod check;
mod point;

pub use check::{Check, Finding, IntegrationRule, Outcome, Place, Tally, Unknown, Weight};
pub use point::{Point, PointState, Row};
