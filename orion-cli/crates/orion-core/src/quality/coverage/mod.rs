//! Which lines tests ran: read from lcov, Cobertura and llvm-cov's JSON, and merged line by line.

mod cobertura;
mod lcov;
mod lines;
mod llvm_cov;
mod merged;
mod reading;

pub use cobertura::read as read_cobertura;
pub use lcov::read as read_lcov;
pub use lines::{Lines, Tally};
pub use llvm_cov::{MAX_LINES, read as read_llvm_cov};
pub use merged::Coverage;
pub use reading::{CoverageFormat, CoverageReading, read};

#[cfg(test)]
mod tests;
