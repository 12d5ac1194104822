//! The search for a path that two patterns match and others do not.

use std::collections::HashSet;

use super::automaton::Automaton;

/// How a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// The shortest such path.
    Path(String),
    /// There is no such path.
    Nothing,
    /// There were too many steps to take.
    GaveUp,
}

/// How far the current name is from being one that git stores: not empty, not `.`, not `..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    Empty,
    Dot,
    TwoDots,
    Fine,
}

impl Name {
    /// The state after `character`; `None` when no path goes on like that.
    fn step(self, character: char) -> Option<Self> {
        match (self, character) {
            (Self::Fine, '/') => Some(Self::Empty),
            (_, '/') => None,
            (Self::Empty, '.') => Some(Self::Dot),
            (Self::Dot, '.') => Some(Self::TwoDots),
            _ => Some(Self::Fine),
        }
    }
}

/// Where both patterns, the name and each of the others stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Position {
    first: usize,
    second: usize,
    name: Name,
    /// For each of the others, its states, sorted.
    others: Vec<Vec<usize>>,
}

/// One step of the search and the one before it.
struct Step {
    position: Position,
    before: Option<(usize, char)>,
}

/// Looks for the shortest path that `first` and `second` match and none of `others` does. What it takes comes off the
/// budget: for every position that is looked at, a step for the two and one for each of the others.
pub(super) fn common_path(
    first: &Automaton,
    second: &Automaton,
    others: &[Automaton],
    budget: &mut usize,
) -> Found {
    let characters = alphabet([first, second].into_iter().chain(others));
    let mut seen = HashSet::new();
    let mut steps: Vec<Step> = Vec::new();
    let starts = others
        .iter()
        .map(|other| collect(|visit| other.start(visit)));
    let starts: Vec<Vec<usize>> = starts.collect();
    for first in collect(|visit| first.start(visit)) {
        for second in collect(|visit| second.start(visit)) {
            let position = Position {
                first,
                second,
                name: Name::Empty,
                others: starts.clone(),
            };
            if seen.insert(position.clone()) {
                steps.push(Step {
                    position,
                    before: None,
                });
            }
        }
    }
    let mut at = 0;
    while at < steps.len() {
        let position = &steps[at].position;
        if position.name == Name::Fine
            && first.accepts(position.first)
            && second.accepts(position.second)
            && !any(others, &position.others, Automaton::accepts)
        {
            return Found::Path(spell(&steps, at));
        }
        match budget.checked_sub(1 + others.len()) {
            Some(left) => *budget = left,
            None => return Found::GaveUp,
        }
        if !any(others, &position.others, Automaton::takes_all) {
            let position = position.clone();
            for &character in &characters {
                for next in follow(first, second, others, &position, character) {
                    if seen.insert(next.clone()) {
                        steps.push(Step {
                            position: next,
                            before: Some((at, character)),
                        });
                    }
                }
            }
        }
        at += 1;
    }
    Found::Nothing
}

/// The characters that any of the automata tells from others, `/`, and one that none of them knows: to the
/// automata all unknown ones are the same.
fn alphabet<'a>(automata: impl Iterator<Item = &'a Automaton>) -> Vec<char> {
    let mut known: Vec<char> = automata.flat_map(Automaton::characters).collect();
    known.push('/');
    known.sort_unstable();
    known.dedup();
    let unknown = ('x'..='z')
        .chain('a'..='w')
        .chain('\u{a1}'..=char::MAX)
        .find(|character| known.binary_search(character).is_err());
    unknown.into_iter().chain(known).collect()
}

/// Where `character` leads from `position`.
fn follow(
    first: &Automaton,
    second: &Automaton,
    others: &[Automaton],
    position: &Position,
    character: char,
) -> Vec<Position> {
    let Some(name) = position.name.step(character) else {
        return Vec::new();
    };
    let firsts = collect(|visit| first.step(position.first, character, visit));
    let seconds = collect(|visit| second.step(position.second, character, visit));
    if firsts.is_empty() || seconds.is_empty() {
        return Vec::new();
    }
    let others: Vec<Vec<usize>> = others
        .iter()
        .zip(&position.others)
        .map(|(other, states)| {
            collect(|visit| {
                for &state in states {
                    other.step(state, character, visit);
                }
            })
        })
        .collect();
    let pairs = firsts
        .iter()
        .flat_map(|first| seconds.iter().map(move |second| (*first, *second)));
    pairs
        .map(|(first, second)| Position {
            first,
            second,
            name,
            others: others.clone(),
        })
        .collect()
}

/// The states that `visits` visits, sorted.
fn collect(visits: impl FnOnce(&mut dyn FnMut(usize))) -> Vec<usize> {
    let mut states = Vec::new();
    visits(&mut |state| states.push(state));
    states.sort_unstable();
    states.dedup();
    states
}

/// Whether any of `automata` is in a state of which `holds`.
fn any(
    automata: &[Automaton],
    states: &[Vec<usize>],
    holds: fn(&Automaton, usize) -> bool,
) -> bool {
    automata
        .iter()
        .zip(states)
        .any(|(automaton, states)| states.iter().any(|state| holds(automaton, *state)))
}

/// The path that the steps up to `last` spell.
fn spell(steps: &[Step], last: usize) -> String {
    let mut characters = Vec::new();
    let mut step = &steps[last];
    while let Some((before, character)) = step.before {
        characters.push(character);
        step = &steps[before];
    }
    characters.into_iter().rev().collect()
}
