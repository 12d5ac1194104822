//! Going through many paths.

use super::node::{Node, NodeId, ROOT};
use super::ownership_map::OwnershipMap;
use super::rank::Rank;

/// Remembers the directory of the last path, so that the next one in it costs its own name only.
#[derive(Debug, Clone)]
pub struct Cursor<'map> {
    map: &'map OwnershipMap,
    /// The directory that the last frame stands for, with `/` at its end; empty at the root.
    directory: Vec<u8>,
    /// The root, and one frame for each directory below it up to where nothing was left to decide.
    frames: Vec<Frame>,
    /// The nodes of all frames, each frame's behind those of the one before it.
    nodes: Vec<NodeId>,
}

/// A directory.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// How many bytes of the path lead here, the `/` included.
    length: usize,
    /// Where its nodes begin.
    first_node: usize,
    /// The best rule that covers everything in it.
    covering: Rank,
}

impl<'map> Cursor<'map> {
    pub(super) fn new(map: &'map OwnershipMap) -> Self {
        let mut cursor = Self {
            map,
            directory: Vec::new(),
            frames: Vec::new(),
            nodes: Vec::new(),
        };
        cursor.enter(ROOT, 0);
        cursor.keep_open(Frame {
            length: 0,
            first_node: 0,
            covering: map.nodes[ROOT as usize].below,
        });
        cursor
    }

    /// The index in [`OwnershipMap::rules`] of the rule that decides `path`.
    pub fn find(&mut self, path: &[u8]) -> Option<usize> {
        let rank = self.rank(path);
        self.map.rule_of(rank)
    }

    /// The rank of the best rule for `path`.
    fn rank(&mut self, path: &[u8]) -> Rank {
        if !path.starts_with(&self.directory) {
            self.leave_for(path);
        }
        loop {
            let frame = self.frames[self.frames.len() - 1];
            if self.nodes.len() == frame.first_node {
                return frame.covering;
            }
            let rest = &path[frame.length..];
            match memchr::memchr(b'/', rest) {
                Some(slash) => self.descend(frame, &rest[..slash]),
                None => return self.entry(frame, rest),
            }
        }
    }

    /// Goes back up to the deepest directory that `path` is in.
    fn leave_for(&mut self, path: &[u8]) {
        let common = self
            .directory
            .iter()
            .zip(path)
            .take_while(|(a, b)| a == b)
            .count();
        while let [.., above, frame] = self.frames[..]
            && frame.length > common
        {
            self.nodes.truncate(frame.first_node);
            self.directory.truncate(above.length);
            self.frames.pop();
        }
    }

    /// Goes into the directory `name` of `parent`, which is the last frame.
    fn descend(&mut self, parent: Frame, name: &[u8]) {
        let map = self.map;
        let first_node = self.nodes.len();
        let mut covering = parent.covering;
        for at in parent.first_node..first_node {
            let id = self.nodes[at];
            let node = &map.nodes[id as usize];
            if node.is_any_depth {
                self.enter(id, first_node);
            }
            each_child(node, name, |child| {
                covering = covering.max(map.nodes[child as usize].below);
                self.enter(child, first_node);
            });
        }
        self.directory.extend_from_slice(name);
        self.directory.push(b'/');
        self.keep_open(Frame {
            length: self.directory.len(),
            first_node,
            covering,
        });
    }

    /// Adds a node, and the one behind its `**`, to the nodes from `first_node` on.
    fn enter(&mut self, id: NodeId, first_node: usize) {
        let any_depth = self.map.nodes[id as usize].any_depth;
        for id in [Some(id), any_depth].into_iter().flatten() {
            if !self.nodes[first_node..].contains(&id) {
                self.nodes.push(id);
            }
        }
    }

    /// Adds a frame, without the nodes that lead to nothing better than what covers it.
    fn keep_open(&mut self, frame: Frame) {
        let mut kept = frame.first_node;
        for at in frame.first_node..self.nodes.len() {
            let id = self.nodes[at];
            if self.map.nodes[id as usize].best_descendant > frame.covering {
                self.nodes[kept] = id;
                kept += 1;
            }
        }
        self.nodes.truncate(kept);
        self.frames.push(frame);
    }

    /// The rank of the best rule for the entry `name` of `frame`, which is the last one.
    fn entry(&self, frame: Frame, name: &[u8]) -> Rank {
        let mut best = frame.covering;
        for &id in &self.nodes[frame.first_node..] {
            let node = &self.map.nodes[id as usize];
            if node.best_child > best {
                each_child(node, name, |child| {
                    best = best.max(self.map.nodes[child as usize].entry);
                });
            }
        }
        best
    }
}

/// Calls `visit` with each child of `node` that `name` leads to.
pub(super) fn each_child(node: &Node, name: &[u8], mut visit: impl FnMut(NodeId)) {
    if let Some(child) = node.names.get(name) {
        visit(child);
    }
    node.wildcards.each_match(name, visit);
}
