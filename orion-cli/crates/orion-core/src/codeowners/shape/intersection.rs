//! The paths that two shapes share, as shapes again.

use super::{Shape, Step, Token, name};

/// How many steps of the search are taken before it is given up.
const EFFORT: usize = 20_000;

/// How many shapes an intersection may have before it is given up.
const WIDTH: usize = 24;

/// The intersection would take too many shapes to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::codeowners) struct TooWide;

impl Shape {
    /// The shapes that together hold exactly the paths that both hold; none when there is no such path.
    pub(in crate::codeowners) fn intersection(&self, other: &Self) -> Result<Vec<Self>, TooWide> {
        if self.is_plainly_apart_from(other) {
            return Ok(Vec::new());
        }
        let mut effort = EFFORT;
        let steps = meet(
            self.steps(),
            other.steps(),
            &Step::AnyDepth,
            &mut |a, b, effort| match (a, b) {
                (Step::Name(a), Step::Name(b)) => Ok(meet(
                    a,
                    b,
                    &Token::AnyRun,
                    &mut |a, b, _| Ok(meet_tokens(*a, *b)),
                    effort,
                )?
                .into_iter()
                .map(Step::Name)
                .collect()),
                _ => Ok(Vec::new()),
            },
            &mut effort,
        )?;
        let mut shapes: Vec<Self> = steps.into_iter().map(Self::new).collect();
        shapes.sort();
        shapes.dedup();
        let mut widest: Vec<Self> = Vec::new();
        for (at, shape) in shapes.iter().enumerate() {
            let covered = shapes.iter().enumerate().any(|(other, wider)| {
                other != at && wider.contains(shape) && !(shape.contains(wider) && at < other)
            });
            if !covered {
                widest.push(shape.clone());
            }
        }
        Ok(join_entries(widest))
    }

    /// Whether the names that both begin with already part them: the quick answer for most pairs.
    fn is_plainly_apart_from(&self, other: &Self) -> bool {
        self.steps()
            .iter()
            .zip(other.steps())
            .map_while(|(a, b)| match (a, b) {
                (Step::Name(a), Step::Name(b)) => Some((a, b)),
                _ => None,
            })
            .any(|(a, b)| a != b && name::is_literal(a) && name::is_literal(b))
    }

    /// The part of this shape outside `inner`, where that can be said: `docs/` without `docs/*` is
    /// `docs/*/`, and the other way round; `docs/api` and what is below it without `docs/*` is `docs/api/**`. `None`
    /// where it cannot.
    pub(in crate::codeowners) fn without(&self, inner: &Self) -> Option<Vec<Self>> {
        if let Some((Step::AnyDepth, entry)) = self.0.split_last()
            && !inner.0.contains(&Step::AnyDepth)
            && inner.contains(&Self::new(entry.to_vec()))
        {
            let below = [entry, &[Step::AnyDepth, Step::any_name()]].concat();
            return Some(vec![Self::new(below)]);
        }
        let (directory, levels) = self.split_below()?;
        let exactly = |depth: usize| {
            let names = (0..depth).map(|_| Step::any_name());
            Self::new(directory.iter().cloned().chain(names).collect())
        };
        if let Some((same, from)) = inner.split_below()
            && same == directory
        {
            return (from >= levels).then(|| (levels..from).map(exactly).collect());
        }
        let names = inner.steps().strip_prefix(directory)?;
        if names.len() < levels || !names.iter().all(Step::is_any_name) {
            return None;
        }
        let mut deeper = exactly(names.len()).0;
        deeper.extend([Step::AnyDepth, Step::any_name()]);
        let shallower = (levels..names.len()).map(exactly);
        Some(shallower.chain([Self::new(deeper)]).collect())
    }
}

/// An entry and everything below it, found apart, are one shape.
fn join_entries(mut shapes: Vec<Shape>) -> Vec<Shape> {
    let mut at = 0;
    while at < shapes.len() {
        let entry = shapes[at].steps();
        let with = |more: &[Step]| Shape::new([entry, more].concat());
        let below = with(&[Step::AnyDepth, Step::any_name()]);
        match shapes.iter().position(|shape| *shape == below) {
            Some(other) if other != at => {
                shapes[at] = with(&[Step::AnyDepth]);
                shapes.remove(other);
                at -= usize::from(other < at);
            }
            _ => {}
        }
        at += 1;
    }
    shapes
}

fn meet_tokens(a: Token, b: Token) -> Vec<Token> {
    match (a, b) {
        (Token::AnyCharacter, other) | (other, Token::AnyCharacter) => vec![other],
        (a, b) if a == b => vec![a],
        _ => Vec::new(),
    }
}

/// What two sequences with runs share. `single` says what one symbol of each shares.
fn meet<T: Clone + Ord>(
    a: &[T],
    b: &[T],
    run: &T,
    single: &mut impl FnMut(&T, &T, &mut usize) -> Result<Vec<T>, TooWide>,
    effort: &mut usize,
) -> Result<Vec<Vec<T>>, TooWide> {
    *effort = effort.checked_sub(1).ok_or(TooWide)?;
    let only_runs = |rest: &[T]| rest.iter().all(|symbol| symbol == run);
    let mut shared = match (a.split_first(), b.split_first()) {
        (None, _) => Vec::from_iter(only_runs(b).then(Vec::new)),
        (_, None) => Vec::from_iter(only_runs(a).then(Vec::new)),
        (Some((x, after_x)), Some((y, after_y))) => match (x == run, y == run) {
            // Both may take anything until the first of the two has had enough.
            (true, true) => {
                let mut rest = meet(after_x, b, run, single, effort)?;
                rest.extend(meet(a, after_y, run, single, effort)?);
                before(run, rest)
            }
            (true, false) => {
                let mut all = meet(after_x, b, run, single, effort)?;
                all.extend(before(y, meet(a, after_y, run, single, effort)?));
                all
            }
            (false, true) => {
                let mut all = meet(a, after_y, run, single, effort)?;
                all.extend(before(x, meet(after_x, b, run, single, effort)?));
                all
            }
            (false, false) => {
                let symbols = single(x, y, effort)?;
                if symbols.is_empty() {
                    return Ok(Vec::new());
                }
                let rest = meet(after_x, after_y, run, single, effort)?;
                symbols
                    .iter()
                    .flat_map(|symbol| before(symbol, rest.clone()))
                    .collect()
            }
        },
    };
    shared.sort();
    shared.dedup();
    if shared.len() > WIDTH {
        return Err(TooWide);
    }
    Ok(shared)
}

fn before<T: Clone>(symbol: &T, rests: Vec<Vec<T>>) -> Vec<Vec<T>> {
    rests
        .into_iter()
        .map(|mut rest| {
            rest.insert(0, symbol.clone());
            rest
        })
        .collect()
}
