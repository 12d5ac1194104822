//! What linters and compilers found: read from cargo's JSON messages, SARIF, `ESLint`'s JSON and tsc's output.

mod cargo;
mod eslint;
mod finding;
mod reading;
mod sarif;
mod tsc;

pub use cargo::read as read_cargo;
pub use eslint::read as read_eslint;
pub use finding::{Finding, FindingKind, FindingLevel};
pub use reading::{FindingsFormat, FindingsReading, read};
pub use sarif::read as read_sarif;
pub use tsc::read as read_tsc;

#[cfg(test)]
mod tests;
