//! A pattern as an automaton over the characters of a whole path.

use crate::ownership::{Alternative, Component, Piece, Reach};

/// What one state takes. Unless it says otherwise it then goes on to the next state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// This character, `/` included.
    Character(char),
    /// Any character but `/`.
    AnyCharacter,
    /// Nothing, or any character but `/` and stays.
    AnyRun,
    /// Nothing and skips the next state, or the first character of a name.
    AnyDepth,
    /// Any character but `/` and stays, or `/` and goes back.
    AnyDepthName,
    /// Nothing more: the path may end here.
    End,
    /// The path may end here, or go on below with `/`.
    EndOrBelow,
    /// Any character but `/`.
    FirstBelow,
    /// Any character and stays; the path may end here.
    Below,
}

/// One alternative of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    states: Vec<State>,
}

impl Automaton {
    pub(super) fn new(alternative: &Alternative) -> Self {
        let mut states = Vec::new();
        let mut after_name = false;
        for component in alternative.components() {
            if after_name {
                states.push(State::Character('/'));
            }
            after_name = *component != Component::AnyDepth;
            match component {
                Component::Literal(name) => push_literal(&mut states, name),
                Component::Wildcard(pieces) => {
                    for piece in pieces {
                        match piece {
                            Piece::Literal(literal) => push_literal(&mut states, literal),
                            Piece::AnyCharacter => states.push(State::AnyCharacter),
                            Piece::AnyRun => states.push(State::AnyRun),
                        }
                    }
                }
                Component::AnyDepth => states.extend([State::AnyDepth, State::AnyDepthName]),
            }
        }
        match alternative.reach() {
            Reach::Entry => states.push(State::End),
            Reach::EntryAndBelow => states.push(State::EndOrBelow),
            Reach::Below if after_name => states.push(State::Character('/')),
            Reach::Below => {}
        }
        if alternative.reach() != Reach::Entry {
            states.extend([State::FirstBelow, State::Below]);
        }
        Self { states }
    }

    /// The characters that it tells from others.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        self.states.iter().filter_map(|state| match state {
            State::Character(character) => Some(*character),
            _ => None,
        })
    }

    /// Calls `visit` with the states before the first character.
    pub(super) fn start(&self, visit: &mut dyn FnMut(usize)) {
        self.enter(0, visit);
    }

    /// Calls `visit` with each state that `state` goes on to with `character`; possibly more than once.
    pub(super) fn step(&self, state: usize, character: char, visit: &mut dyn FnMut(usize)) {
        let in_name = character != '/';
        let next = match self.states[state] {
            State::Character(expected) => (expected == character).then_some(state + 1),
            State::AnyCharacter | State::AnyDepth | State::FirstBelow => {
                in_name.then_some(state + 1)
            }
            State::AnyRun => in_name.then_some(state),
            State::AnyDepthName => Some(if in_name { state } else { state - 1 }),
            State::End => None,
            State::EndOrBelow => (!in_name).then_some(state + 1),
            State::Below => Some(state),
        };
        if let Some(next) = next {
            self.enter(next, visit);
        }
    }

    /// Visits `state` and those that it reaches without a character.
    fn enter(&self, state: usize, visit: &mut dyn FnMut(usize)) {
        visit(state);
        match self.states[state] {
            State::AnyRun => self.enter(state + 1, visit),
            State::AnyDepth => self.enter(state + 2, visit),
            _ => {}
        }
    }

    /// Whether a path may end in `state`.
    pub(super) fn accepts(&self, state: usize) -> bool {
        matches!(
            self.states[state],
            State::End | State::EndOrBelow | State::Below
        )
    }

    /// Whether `state` takes whatever may come.
    pub(super) fn takes_all(&self, state: usize) -> bool {
        self.states[state] == State::Below
    }
}

/// A pattern's text is UTF-8, and so is every literal in it.
fn push_literal(states: &mut Vec<State>, literal: &[u8]) {
    states.extend(
        String::from_utf8_lossy(literal)
            .chars()
            .map(State::Character),
    );
}
