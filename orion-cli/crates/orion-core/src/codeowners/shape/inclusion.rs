//! Whether one shape lies within another.

use super::{Shape, Step, Token};
use crate::codeowners::glob;

impl Shape {
    /// Whether every path of `other` is in it. A `true` is always right; some inclusions that only follow
    /// from what several wildcards mean together are missed.
    pub(in crate::codeowners) fn contains(&self, other: &Self) -> bool {
        match other.0.split_last() {
            // "This entry and everything below" is two sets.
            Some((Step::AnyDepth, entry)) => {
                let mut below = other.0.clone();
                below.push(Step::any_name());
                self.contains_steps(entry) && self.contains_steps(&below)
            }
            _ => self.contains_steps(&other.0),
        }
    }

    fn contains_steps(&self, other: &[Step]) -> bool {
        glob::matches(
            &self.0,
            other,
            |step| *step == Step::AnyDepth,
            |step, inner| match (step, inner) {
                (Step::Name(outer), Step::Name(inner)) => name_contains(outer, inner),
                _ => false,
            },
        )
    }
}

fn name_contains(outer: &[Token], inner: &[Token]) -> bool {
    glob::matches(
        outer,
        inner,
        |token| *token == Token::AnyRun,
        |outer, inner| match (outer, inner) {
            (Token::AnyCharacter, Token::Character(_) | Token::AnyCharacter) => true,
            (Token::Character(outer), Token::Character(inner)) => outer == inner,
            _ => false,
        },
    )
}
