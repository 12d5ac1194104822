//! GitHub's CODEOWNERS: read, imported into ownership, and written from it.
//!
//! Source of the rules: GitHub's documentation, "About code owners", and gitignore(5), from which that page
//! takes its pattern format. Where both are silent, the answers of GitHub's own validator are followed; each
//! such place says so.

mod export;
mod glob;
mod import;
mod matcher;
mod owner;
mod parse;
mod pattern;
pub mod rules;
mod shape;

#[cfg(test)]
mod parse_tests;

pub use export::{Export, GENERATED, OwnedBy, export};
pub use import::{Difference, Import, import};
pub use matcher::{Cursor, Matcher};
pub use owner::{InvalidOwner, Owner, OwnerSet};
pub use parse::{Codeowners, Line, SIZE_LIMIT, parse};
pub use pattern::PatternProblem;
