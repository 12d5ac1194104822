//! Children behind names with wildcards, found without trying each.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::node::NodeId;
use crate::ownership::Piece;
use crate::ownership::pattern::pieces_match;

/// Children by the wildcards that lead to them.
///
/// A wildcard stands under the literal that it starts with (`service-*`) or ends with (`*.proto`), whichever
/// is longer: one look at the name for each length of such literals finds those that may match. Only what
/// does neither (`*`, `?`, `*mid*`) is always tried.
#[derive(Debug, Clone, Default)]
pub(super) struct WildcardNames {
    by_start: ByLiteral,
    by_end: ByLiteral,
    others: Vec<Wildcard>,
}

impl WildcardNames {
    /// The child behind exactly these pieces.
    pub(super) fn get(&self, pieces: &[Piece]) -> Option<NodeId> {
        let (start, end) = (literal(pieces.first()), literal(pieces.last()));
        let group = if start.is_empty() && end.is_empty() {
            &self.others
        } else if start.len() >= end.len() {
            self.by_start.get(start)?
        } else {
            self.by_end.get(end)?
        };
        group
            .iter()
            .find(|wildcard| *wildcard.pieces == *pieces)
            .map(|wildcard| wildcard.child)
    }

    /// Adds a child.
    pub(super) fn insert(&mut self, pieces: &[Piece], child: NodeId) {
        let (start, end) = (literal(pieces.first()), literal(pieces.last()));
        let group = if start.is_empty() && end.is_empty() {
            &mut self.others
        } else if start.len() >= end.len() {
            self.by_start.entry(start)
        } else {
            self.by_end.entry(end)
        };
        group.push(Wildcard {
            pieces: pieces.into(),
            child,
        });
    }

    /// Every child.
    pub(super) fn children(&self) -> impl Iterator<Item = NodeId> {
        let grouped = self.by_start.all().chain(self.by_end.all());
        grouped.chain(&self.others).map(|wildcard| wildcard.child)
    }

    /// Calls `visit` with each child behind a wildcard that matches `name`.
    pub(super) fn each_match(&self, name: &[u8], mut visit: impl FnMut(NodeId)) {
        let mut try_all = |wildcards: &[Wildcard]| {
            for wildcard in wildcards {
                if wildcard.matches(name) {
                    visit(wildcard.child);
                }
            }
        };
        for (length, group) in &self.by_start.0 {
            if let Some(start) = name.get(..*length)
                && let Some(wildcards) = group.get(start)
            {
                try_all(wildcards);
            }
        }
        for (length, group) in &self.by_end.0 {
            if let Some(from) = name.len().checked_sub(*length)
                && let Some(wildcards) = group.get(&name[from..])
            {
                try_all(wildcards);
            }
        }
        try_all(&self.others);
    }
}

/// The literal that a name begins or ends with; empty when it is a wildcard.
fn literal(piece: Option<&Piece>) -> &[u8] {
    match piece {
        Some(Piece::Literal(literal)) => literal,
        _ => b"",
    }
}

/// Wildcards by a literal, those of one length together.
#[derive(Debug, Clone, Default)]
struct ByLiteral(Vec<(usize, Group)>);

type Group = HashMap<Box<[u8]>, Vec<Wildcard>, RandomState>;

impl ByLiteral {
    fn get(&self, literal: &[u8]) -> Option<&Vec<Wildcard>> {
        self.0
            .iter()
            .find(|(length, _)| *length == literal.len())
            .and_then(|(_, group)| group.get(literal))
    }

    fn entry(&mut self, literal: &[u8]) -> &mut Vec<Wildcard> {
        let at = self
            .0
            .iter()
            .position(|(length, _)| *length == literal.len())
            .unwrap_or_else(|| {
                self.0.push((literal.len(), HashMap::default()));
                self.0.len() - 1
            });
        self.0[at].1.entry(literal.into()).or_default()
    }

    fn all(&self) -> impl Iterator<Item = &Wildcard> {
        self.0
            .iter()
            .flat_map(|(_, group)| group.values())
            .flatten()
    }
}

/// A name with wildcards and the child behind it.
#[derive(Debug, Clone)]
struct Wildcard {
    pieces: Box<[Piece]>,
    child: NodeId,
}

impl Wildcard {
    /// Most wildcards are one `*` beside a literal: those need no going back.
    fn matches(&self, name: &[u8]) -> bool {
        match &*self.pieces {
            [Piece::AnyRun] => true,
            [Piece::AnyRun, Piece::Literal(end)] => name.ends_with(end),
            [Piece::Literal(start), Piece::AnyRun] => name.starts_with(start),
            pieces => pieces_match(pieces, name),
        }
    }
}
