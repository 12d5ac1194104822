//! The codes of rules and errors, and what `orion explain` says of each.
//!
//! A rule is one file beside the check it belongs to; it declares one `pub const` [`Rule`]. The table here
//! lists them all.

pub mod git;
mod table;

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

pub use table::{ALL, find};

/// A code such as `OWN002`. Codes are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(transparent)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A rule's documentation: what `orion explain CODE` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Rule {
    /// The code.
    pub code: Code,
    /// A name of a few words, lower case.
    pub name: &'static str,
    /// What is refused or reported, in one or two sentences.
    pub what: &'static str,
    /// Why the rule is there.
    pub why: &'static str,
    /// A case in which it is broken.
    pub example: &'static str,
    /// What to do about it, with the exact commands.
    pub fix: &'static str,
}
