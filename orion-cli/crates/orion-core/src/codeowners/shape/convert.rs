//! Shapes from the patterns of `workstreams.toml`, and from paths.

use super::{Shape, Step, Token};
use crate::ownership::{Alternative, Component, Piece, Reach};

impl Shape {
    /// What one alternative of a pattern covers.
    pub(in crate::codeowners) fn of(alternative: &Alternative) -> Self {
        let mut steps: Vec<Step> = alternative.components().iter().map(step).collect();
        match alternative.reach() {
            Reach::Entry => {}
            Reach::Below => steps.extend([Step::AnyDepth, Step::any_name()]),
            Reach::EntryAndBelow => steps.push(Step::AnyDepth),
        }
        Self::new(steps)
    }

    /// Exactly this path, as far as a pattern can say it: `?` stands for a byte that is not UTF-8.
    pub(in crate::codeowners) fn of_path(path: &[u8]) -> Self {
        let name = |name: &[u8]| Step::Name(literal(name));
        Self::new(path.split(|byte| *byte == b'/').map(name).collect())
    }
}

fn step(component: &Component) -> Step {
    match component {
        Component::AnyDepth => Step::AnyDepth,
        Component::Literal(name) => Step::Name(literal(name)),
        Component::Wildcard(pieces) => Step::Name(
            pieces
                .iter()
                .flat_map(|piece| match piece {
                    Piece::Literal(text) => literal(text),
                    Piece::AnyCharacter => vec![Token::AnyCharacter],
                    Piece::AnyRun => vec![Token::AnyRun],
                })
                .collect(),
        ),
    }
}

fn literal(name: &[u8]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        tokens.extend(chunk.valid().chars().map(Token::Character));
        tokens.extend(chunk.invalid().iter().map(|_| Token::AnyCharacter));
    }
    tokens
}
