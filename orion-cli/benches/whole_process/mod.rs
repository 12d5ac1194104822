//! How long whole processes take, side by side, and how much memory they need at most.
//!
//! Programs take turns, so that whatever else the machine does falls on all of them alike; medians are
//! compared. Memory is measured in runs of its own.

mod measure;
mod table;

pub(crate) use measure::{Contender, Measured, measure};
pub(crate) use table::print_table;
