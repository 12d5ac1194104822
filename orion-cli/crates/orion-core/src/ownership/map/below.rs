//! Rules that an entry stands in the way of.

use super::cursor::each_child;
use super::node::{NodeId, ROOT};
use super::ownership_map::OwnershipMap;
use crate::ownership::{OwnershipRule, Reach};

impl OwnershipMap {
    /// The rules for paths below `path`, in the order in which they were given.
    ///
    /// A file, symbolic link or submodule that appears at a path takes the place of everything below it, and
    /// one that goes makes room for it: that is a write to whoever owns something there, also while nothing
    /// is there. Listed are the rules
    ///
    /// - whose names before the first wildcard lie below `path`, or end at it and go on with wildcards
    ///   (`services`, `services/auth` for `services/auth/*.rs`);
    /// - that cover a directory of that very name, when the pattern ends in a name (`a/migrations` for
    ///   `**/migrations/`, but not `docs/a.md` for `docs/*/`, which says nothing about that name).
    ///
    /// Rules that match `path` itself are left to [`OwnershipMap::find`]. For a symbolic link or a submodule,
    /// which may well be a directory to whoever follows it, `find` with a `/` behind the path says whose a
    /// directory there would be.
    pub fn below(&self, path: &[u8]) -> impl Iterator<Item = &OwnershipRule> {
        let mut rules = Vec::new();
        if let Some(node) = self.named(path) {
            self.collect_descendants(node, &mut rules);
        }
        for node in self.reached(path) {
            let node = &self.nodes[node as usize];
            if node.is_named {
                let covering = node.ends.iter().filter(|(_, reach)| *reach == Reach::Below);
                rules.extend(covering.map(|(rule, _)| *rule));
            }
        }
        rules.sort_unstable();
        rules.dedup();
        rules.into_iter().map(|rule| &self.rules()[rule])
    }

    /// The node that names without wildcards lead to.
    fn named(&self, path: &[u8]) -> Option<NodeId> {
        path.split(|byte| *byte == b'/')
            .try_fold(ROOT, |node, name| self.nodes[node as usize].names.get(name))
    }

    /// The rules whose patterns end below `node`.
    fn collect_descendants(&self, node: NodeId, rules: &mut Vec<usize>) {
        let mut open: Vec<NodeId> = self.nodes[node as usize].children().collect();
        while let Some(node) = open.pop() {
            let node = &self.nodes[node as usize];
            rules.extend(node.ends.iter().map(|(rule, _)| *rule));
            open.extend(node.children());
        }
    }

    /// The nodes that `path` leads to.
    fn reached(&self, path: &[u8]) -> Vec<NodeId> {
        let mut nodes = vec![ROOT];
        for name in path.split(|byte| *byte == b'/') {
            let mut next = Vec::new();
            let behind = nodes
                .iter()
                .filter_map(|node| self.nodes[*node as usize].any_depth);
            for id in nodes.iter().copied().chain(behind) {
                let node = &self.nodes[id as usize];
                if node.is_any_depth {
                    next.push(id);
                }
                each_child(node, name, |child| next.push(child));
            }
            next.sort_unstable();
            next.dedup();
            nodes = next;
        }
        nodes
    }
}
