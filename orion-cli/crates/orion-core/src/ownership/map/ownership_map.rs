//! The map itself.

use super::build::build;
use super::cursor::Cursor;
use super::node::Node;
use super::rank::Rank;
use crate::ownership::OwnershipRule;

/// Answers which rule decides a path.
#[derive(Debug, Clone)]
pub struct OwnershipMap {
    rules: Vec<OwnershipRule>,
    pub(super) nodes: Vec<Node>,
    /// The rule of each rank, by index.
    pub(super) ranked: Vec<usize>,
}

impl OwnershipMap {
    /// Builds the map. The order of `rules` does not matter to any answer.
    #[must_use]
    pub fn new(rules: Vec<OwnershipRule>) -> Self {
        let (nodes, ranked) = build(&rules);
        Self {
            rules,
            nodes,
            ranked,
        }
    }

    /// The rules, in the order they were given.
    #[must_use]
    pub fn rules(&self) -> &[OwnershipRule] {
        &self.rules
    }

    /// The rule that decides `path`, the most specific one that matches. Where two rules of one owner are
    /// equally specific, the stricter access wins, then the pattern that comes first by its text.
    ///
    /// Every path has an answer. One that ends in `/` stands for a directory, and the answer is for an entry
    /// in it that no pattern names.
    #[must_use]
    pub fn find(&self, path: &[u8]) -> Option<&OwnershipRule> {
        self.cursor().find(path).map(|index| &self.rules[index])
    }

    /// A cursor for many paths: fastest when they come in git's order, right in any order.
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor::new(self)
    }

    /// The rule of a rank, by index.
    pub(super) fn rule_of(&self, rank: Rank) -> Option<usize> {
        let place = (rank as usize).checked_sub(1)?;
        Some(self.ranked[place])
    }
}
