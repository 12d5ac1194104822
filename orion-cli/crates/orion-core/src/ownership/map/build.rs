//! From rules to the trie.

use super::node::{Node, NodeId, ROOT};
use super::rank::{Rank, ranked};
use crate::ownership::{Component, OwnershipRule, Reach};

/// The nodes, the root first, and the index of the rule of each rank, counted from 1.
pub(super) fn build(rules: &[OwnershipRule]) -> (Vec<Node>, Vec<usize>) {
    let mut nodes = vec![Node::default()];
    let entries = ranked(rules);
    // Weakest first: whoever comes later to a node is the better one there.
    for (rank, entry) in (1..).zip(&entries) {
        let mut at = ROOT;
        for component in entry.alternative.components() {
            at = child(&mut nodes, at, component);
        }
        let reach = entry.alternative.reach();
        let node = &mut nodes[at as usize];
        node.ends.push((entry.rule, reach));
        if reach != Reach::Below {
            node.entry = rank;
        }
        if reach != Reach::Entry {
            node.below = rank;
        }
    }
    summarize(&mut nodes);
    (nodes, entries.into_iter().map(|entry| entry.rule).collect())
}

/// The child of `parent` behind `component`, made when it is not there yet.
fn child(nodes: &mut Vec<Node>, parent: NodeId, component: &Component) -> NodeId {
    let there = match component {
        Component::Literal(name) => nodes[parent as usize].names.get(name),
        Component::Wildcard(pieces) => nodes[parent as usize].wildcards.get(pieces),
        Component::AnyDepth => nodes[parent as usize].any_depth,
    };
    if let Some(there) = there {
        return there;
    }
    let made = NodeId::try_from(nodes.len()).unwrap_or(NodeId::MAX);
    let node = &mut nodes[parent as usize];
    match component {
        Component::Literal(name) => node.names.insert(name, made),
        Component::Wildcard(pieces) => node.wildcards.insert(pieces, made),
        Component::AnyDepth => node.any_depth = Some(made),
    }
    nodes.push(Node {
        is_any_depth: *component == Component::AnyDepth,
        is_named: matches!(component, Component::Literal(_)),
        ..Node::default()
    });
    made
}

/// Notes in each node what can still be reached from it. A child stands behind its parent in the list.
fn summarize(nodes: &mut [Node]) {
    for at in (0..nodes.len()).rev() {
        let (mut best_child, mut best_descendant): (Rank, Rank) = (0, 0);
        for child in nodes[at].children() {
            let child = &nodes[child as usize];
            best_child = best_child.max(child.entry);
            best_descendant = best_descendant
                .max(child.entry)
                .max(child.below)
                .max(child.best_descendant);
        }
        nodes[at].best_child = best_child;
        nodes[at].best_descendant = best_descendant;
    }
}
