//! `workstreams.toml`: parsed, checked, and turned into a model.

mod build;
mod document;
mod graph;
mod model;
mod parse;
mod place;
mod raw;
pub(crate) mod rules;
mod schema;

#[cfg(test)]
mod tests;

pub use model::*;
pub use parse::{Parsed, parse, parse_bytes};
pub use schema::json_schema;
