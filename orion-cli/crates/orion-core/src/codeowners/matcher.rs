//! Which line decides a path, for a whole tree of paths.

use bstr::ByteSlice;

use super::parse::Codeowners;
use super::shape::{Shape, Step};

/// Answers which shape, of a list in which the last one that covers a path decides, that is.
#[derive(Debug, Clone)]
pub struct Matcher<'a> {
    shapes: Vec<&'a Shape>,
}

/// A shape, and how many of its steps the components so far have taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    shape: usize,
    step: usize,
}

impl<'a> Matcher<'a> {
    /// Takes the lines of a file.
    #[must_use]
    pub fn new(file: &'a Codeowners) -> Self {
        Self::of(file.lines.iter().map(|line| &line.shape))
    }

    pub(super) fn of(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        Self {
            shapes: shapes.into_iter().collect(),
        }
    }

    /// A cursor for many paths: fastest when they come in git's order, right in any order.
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_> {
        let mut root = Vec::new();
        // Later shapes first: the first that covers a path decides.
        for shape in (0..self.shapes.len()).rev() {
            self.enter(State { shape, step: 0 }, &mut root);
        }
        Cursor {
            matcher: self,
            directory: Vec::new(),
            levels: vec![root],
        }
    }

    /// Adds a state, and those it reaches without taking a component.
    fn enter(&self, state: State, states: &mut Vec<State>) {
        // The states of one shape stand together.
        let known = states
            .iter()
            .rev()
            .take_while(|other| other.shape == state.shape)
            .any(|other| *other == state);
        if known {
            return;
        }
        states.push(state);
        if self.shapes[state.shape].steps().get(state.step) == Some(&Step::AnyDepth) {
            let step = state.step + 1;
            self.enter(State { step, ..state }, states);
        }
    }

    /// The state after `state` has taken one component; `None` when it takes no such component.
    fn after(&self, state: State, component: &[u8]) -> Option<State> {
        match self.shapes[state.shape].steps().get(state.step)? {
            Step::AnyDepth => Some(state),
            step @ Step::Name(_) => step.takes(component).then_some(State {
                step: state.step + 1,
                ..state
            }),
        }
    }

    fn is_whole(&self, state: State) -> bool {
        self.shapes[state.shape].steps()[state.step..]
            .iter()
            .all(|step| *step == Step::AnyDepth)
    }
}

/// Remembers the directory of the last path, so that the next one in it costs its own name only.
#[derive(Debug)]
pub struct Cursor<'m> {
    matcher: &'m Matcher<'m>,
    directory: Vec<u8>,
    /// The states at the root, and after each component of `directory`.
    levels: Vec<Vec<State>>,
}

impl Cursor<'_> {
    /// The index of the line that decides `path`; `None` when none covers it.
    pub fn find(&mut self, path: &[u8]) -> Option<usize> {
        let (directory, name) = match path.rfind_byte(b'/') {
            Some(at) => (&path[..at], &path[at + 1..]),
            None => (&path[..0], path),
        };
        self.enter_directory(directory);
        let matcher = self.matcher;
        self.levels
            .last()?
            .iter()
            .find(|state| {
                matcher
                    .after(**state, name)
                    .is_some_and(|after| matcher.is_whole(after))
            })
            .map(|state| state.shape)
    }

    fn enter_directory(&mut self, directory: &[u8]) {
        if directory == self.directory {
            return;
        }
        let components = || directory.split_str(b"/").filter(|_| !directory.is_empty());
        let common = self
            .directory
            .split_str(b"/")
            .filter(|_| !self.directory.is_empty())
            .zip(components())
            .take_while(|(old, new)| old == new)
            .count();
        self.levels.truncate(common + 1);
        for component in components().skip(common) {
            let mut states = Vec::new();
            if let Some(level) = self.levels.last() {
                for state in level {
                    if let Some(after) = self.matcher.after(*state, component) {
                        self.matcher.enter(after, &mut states);
                    }
                }
            }
            self.levels.push(states);
        }
        self.directory.clear();
        self.directory.extend_from_slice(directory);
    }
}
