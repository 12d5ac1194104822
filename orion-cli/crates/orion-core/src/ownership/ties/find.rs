//! Which rules tie.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

use super::automaton::Automaton;
use super::candidates::may_meet;
use super::search::{Found, common_path};
use crate::ownership::{Alternative, Component, OwnershipRule, Specificity};

/// The most ties that [`ties`] lists: whoever mends those sees the rest.
pub const MAX_TIES: usize = 100;

/// How many more specific patterns are looked at before a tie is reported although they may take every path
/// from it.
const MAX_TAKERS: usize = 32;

/// How many steps the search for a path that two patterns share may take. Those that people write need a few hundred.
const SHARED: usize = 200_000;

/// How many steps may be taken, for two patterns and for all together, to find that more specific ones take every path
/// from them: that may need exponentially many. Where they do not do it, a tie is reported.
const TAKEN: usize = 20_000;
const TAKEN_IN_ALL: usize = 100_000;

/// Two rules of different owners between which nothing decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The index of the rule that stands first.
    pub first: usize,
    /// The index of the other one.
    pub second: usize,
    /// A path on which they tie: the shortest there is. UTF-8.
    pub example: Vec<u8>,
}

/// The ties among `rules`, in their order, each pair once; at most [`MAX_TIES`].
#[must_use]
pub fn ties<R: Borrow<OwnershipRule>>(rules: &[R]) -> Vec<Tie> {
    let rules: Vec<&OwnershipRule> = rules.iter().map(Borrow::borrow).collect();
    let alternatives: Vec<Ranked<'_>> =
        rules
            .iter()
            .enumerate()
            .flat_map(|(rule, owned)| {
                owned.pattern.alternatives().iter().enumerate().map(
                    move |(position, alternative)| Ranked {
                        rule,
                        position,
                        alternative,
                        specificity: alternative.specificity(),
                    },
                )
            })
            .collect();
    let mut found: Vec<Tie> = Vec::new();
    let mut pairs = HashSet::new();
    let mut in_all = TAKEN_IN_ALL;
    'search: for group in groups(&rules, &alternatives) {
        for (index, first) in group.iter().enumerate() {
            for second in &group[index + 1..] {
                if rules[first.rule].owner == rules[second.rule].owner
                    || pairs.contains(&(first.rule, second.rule))
                    || !may_meet(first.alternative, second.alternative)
                {
                    continue;
                }
                let Some(example) = tied_on(first, second, &alternatives, &mut in_all) else {
                    continue;
                };
                pairs.insert((first.rule, second.rule));
                found.push(Tie {
                    first: first.rule,
                    second: second.rule,
                    example: example.into_bytes(),
                });
                if found.len() == MAX_TIES {
                    break 'search;
                }
            }
        }
    }
    found.sort_unstable_by_key(|tie| (tie.first, tie.second));
    found
}

/// One alternative of one rule.
#[derive(Clone, Copy)]
struct Ranked<'a> {
    rule: usize,
    position: usize,
    alternative: &'a Alternative,
    specificity: Specificity,
}

/// Patterns tie only when equally specific, and then share the names before the first wildcard: they have as
/// many of them, and a common path starts with both. Only groups of several owners are given, in the order
/// of their first rules.
fn groups<'a>(rules: &[&OwnershipRule], alternatives: &[Ranked<'a>]) -> Vec<Vec<Ranked<'a>>> {
    let mut groups: HashMap<(Specificity, &[Component]), Vec<Ranked<'a>>> =
        HashMap::with_capacity(alternatives.len());
    for ranked in alternatives {
        let names = &ranked.alternative.components()[..ranked.specificity.literal_components];
        groups
            .entry((ranked.specificity, names))
            .or_default()
            .push(*ranked);
    }
    let owner = |ranked: &Ranked<'_>| &rules[ranked.rule].owner;
    let mut groups: Vec<_> = groups
        .into_values()
        .filter(|group| group.iter().any(|ranked| owner(ranked) != owner(&group[0])))
        .collect();
    groups.sort_unstable_by_key(|group| (group[0].rule, group[0].position));
    groups
}

/// A path on which two patterns tie, if there is one. A more specific pattern that takes the example is left
/// out of the next search, until an example is taken by none, or none is left.
fn tied_on(
    first: &Ranked<'_>,
    second: &Ranked<'_>,
    all: &[Ranked<'_>],
    in_all: &mut usize,
) -> Option<String> {
    let a = Automaton::new(first.alternative);
    let b = Automaton::new(second.alternative);
    let Found::Path(mut example) = common_path(&a, &b, &[], &mut { SHARED }) else {
        return None;
    };
    let allowed = TAKEN.min(*in_all);
    let mut left = allowed;
    let mut takers = Vec::new();
    let tie = loop {
        let taker = all.iter().find(|other| {
            other.specificity > first.specificity && other.alternative.matches(example.as_bytes())
        });
        match taker {
            Some(taker) if takers.len() < MAX_TAKERS => {
                takers.push(Automaton::new(taker.alternative));
            }
            _ => break Some(example),
        }
        match common_path(&a, &b, &takers, &mut left) {
            Found::Path(path) => example = path,
            Found::Nothing => break None,
            Found::GaveUp => break Some(example),
        }
    };
    *in_all -= allowed - left;
    tie
}
