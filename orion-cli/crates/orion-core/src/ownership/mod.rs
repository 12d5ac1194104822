//! Who owns which path: patterns, access, rules, and the map that answers.

mod access;
mod map;
mod pattern;
mod rule;
#[cfg(test)]
mod sample_rules;
mod ties;

pub use access::Access;
pub(crate) use map::ranked;
pub use map::{Cursor, OwnershipMap};
pub use pattern::{
    Alternative, Component, MAX_ALTERNATIVES, OwnedPattern, PatternError, Piece, Reach, Specificity,
};
pub use rule::OwnershipRule;
pub use ties::{MAX_TIES, Tie, ties};
