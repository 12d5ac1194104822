//! A quick look at two patterns that tells most of those apart that have no path in common.

use crate::ownership::{Alternative, Component, Piece, Reach};

/// `false` only when no path is matched by both.
pub(super) fn may_meet(first: &Alternative, second: &Alternative) -> bool {
    heads_agree(first, second) && ends_agree(first, second)
}

/// Compares name by name up to the first `**` of either.
fn heads_agree(first: &Alternative, second: &Alternative) -> bool {
    first
        .components()
        .iter()
        .zip(second.components())
        .take_while(|(a, b)| **a != Component::AnyDepth && **b != Component::AnyDepth)
        .all(|(a, b)| components_agree(a, b))
}

/// Compares how many names there may be, and the last ones where both patterns end with theirs.
fn ends_agree(first: &Alternative, second: &Alternative) -> bool {
    let (fewest_of_first, most_of_first) = depth(first);
    let (fewest_of_second, most_of_second) = depth(second);
    if most_of_first.is_some_and(|most| most < fewest_of_second)
        || most_of_second.is_some_and(|most| most < fewest_of_first)
    {
        return false;
    }
    let both_end = first.reach() == Reach::Entry && second.reach() == Reach::Entry;
    match (first.components().last(), second.components().last()) {
        (Some(a), Some(b)) if both_end => components_agree(a, b),
        _ => true,
    }
}

/// The fewest and the most names of a path that the pattern matches.
fn depth(alternative: &Alternative) -> (usize, Option<usize>) {
    let components = alternative.components();
    let names = components
        .iter()
        .filter(|component| **component != Component::AnyDepth)
        .count();
    match alternative.reach() {
        Reach::Entry if names == components.len() => (names, Some(names)),
        Reach::Entry | Reach::EntryAndBelow => (names, None),
        Reach::Below => (names + 1, None),
    }
}

fn components_agree(first: &Component, second: &Component) -> bool {
    match (first, second) {
        (Component::Literal(name), other) | (other, Component::Literal(name)) => {
            other.matches(name)
        }
        (Component::Wildcard(a), Component::Wildcard(b)) => {
            let start = |bytes: &[u8], prefix: &[u8]| bytes.starts_with(prefix);
            let end = |bytes: &[u8], suffix: &[u8]| bytes.ends_with(suffix);
            literals_agree(a.first(), b.first(), start) && literals_agree(a.last(), b.last(), end)
        }
        (Component::AnyDepth, _) | (_, Component::AnyDepth) => true,
    }
}

/// Two names start alike only if the shorter literal starts the longer one; likewise at their ends.
fn literals_agree(
    first: Option<&Piece>,
    second: Option<&Piece>,
    holds: fn(&[u8], &[u8]) -> bool,
) -> bool {
    match (first, second) {
        (Some(Piece::Literal(a)), Some(Piece::Literal(b))) => holds(a, b) || holds(b, a),
        _ => true,
    }
}
