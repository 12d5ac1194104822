//! Evidence: what proofs say, what is remembered of them, and how their sources are read.

mod outcome;

pub use outcome::{Mark, Outcome, OutcomeWord};
