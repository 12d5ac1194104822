//! Gates: in which order their steps run, what a change affects, and which commands somebody has to trust.

mod affected;
mod commands;
mod expand;
mod plan;

pub use affected::{Affected, CratePackage, affected, everything};
pub use commands::{CommandKey, NamedCommand, commands, content_digest, show};
pub use expand::{Expanded, Placeholder, asks_for, expand};
pub use plan::{PlannedStep, UnknownStep, plan};

#[cfg(test)]
mod tests;
