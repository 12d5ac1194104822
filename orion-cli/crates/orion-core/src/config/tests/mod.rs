//! The whole way from text to model and findings.

mod everything;
mod findings;
mod own;
mod places;
mod recovery;
mod render;
mod robustness;
mod schema;

pub(super) use render::{findings, with_frame};

/// A file in which every key is given.
const EVERYTHING: &str = include_str!("everything.toml");
