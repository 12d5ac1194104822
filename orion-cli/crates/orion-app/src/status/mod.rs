//! How the workstreams stand, from evidence.

mod report;

pub use report::*;
