//! `orion github setup`: the labels that Orion works with, and the files that GitHub reads from the repository.
//!
//! Whatever is there already and is not Orion's stays.

mod error;
mod files;
mod labels;
mod report;
mod run;
#[cfg(test)]
mod tests;

pub use error::GithubSetupError;
pub use report::{GithubSetupReport, SetupItem, SetupStatus};
pub use run::{SetupOrder, github_setup};
