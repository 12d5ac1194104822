//! `orion github setup`: the labels that Orion works with, the files that GitHub reads from the repository, workflows
//! among them, and the protection of the branch that work is merged into.
//!
//! Whatever is there already and is not Orion's stays.

mod error;
mod files;
mod labels;
mod protection;
mod report;
mod run;
#[cfg(test)]
mod tests;
mod workflows;

pub use error::GithubSetupError;
pub use report::{FieldChange, GithubSetupReport, ProtectionItem, SetupItem, SetupStatus};
pub use run::{SetupOrder, github_setup};
pub use workflows::{InvalidSource, OrionSource};
