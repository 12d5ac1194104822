//! A node of the trie: a place in some patterns.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::names::WildcardNames;
use super::rank::Rank;
use crate::ownership::Reach;

/// The index of a node.
pub(super) type NodeId = u32;

/// The root's index.
pub(super) const ROOT: NodeId = 0;

/// What may follow once the components up to here are matched.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// The children behind a name.
    pub(super) names: LiteralNames,
    /// The children behind a name with wildcards.
    pub(super) wildcards: WildcardNames,
    /// The child behind `**`.
    pub(super) any_depth: Option<NodeId>,
    /// Whether this is a child behind `**`, which any further name leads back to.
    pub(super) is_any_depth: bool,
    /// Whether a name without wildcards leads here.
    pub(super) is_named: bool,
    /// The best rule for an entry that is matched here.
    pub(super) entry: Rank,
    /// The best rule for everything below such an entry.
    pub(super) below: Rank,
    /// The best rule that one more name can lead to.
    pub(super) best_child: Rank,
    /// The best rule that any more names can lead to, `below` left out.
    pub(super) best_descendant: Rank,
    /// The rules whose patterns end here, by index, and how far they reach.
    pub(super) ends: Vec<(usize, Reach)>,
}

impl Node {
    /// Every child.
    pub(super) fn children(&self) -> impl Iterator<Item = NodeId> {
        let named = self.names.children.values().copied();
        named.chain(self.wildcards.children()).chain(self.any_depth)
    }
}

/// Children by name.
#[derive(Debug, Clone, Default)]
pub(super) struct LiteralNames {
    children: HashMap<Box<[u8]>, NodeId, RandomState>,
    /// Bit n is set when a name of n bytes is there; the last bit stands for all longer ones. Most names
    /// that are asked for are not there, and this tells most of those without hashing them.
    lengths: u64,
}

impl LiteralNames {
    /// The child behind `name`.
    pub(super) fn get(&self, name: &[u8]) -> Option<NodeId> {
        if self.lengths & length_bit(name) == 0 {
            return None;
        }
        self.children.get(name).copied()
    }

    /// Adds a child.
    pub(super) fn insert(&mut self, name: &[u8], child: NodeId) {
        self.lengths |= length_bit(name);
        self.children.insert(name.into(), child);
    }
}

fn length_bit(name: &[u8]) -> u64 {
    1 << name.len().min(63)
}
