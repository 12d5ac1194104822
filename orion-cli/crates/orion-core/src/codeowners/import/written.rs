//! Shapes as patterns of `workstreams.toml`.

use crate::codeowners::shape::{Shape, Step, Token};
use crate::ownership::OwnedPattern;
use crate::path_tree::PathTree;

/// The patterns that together cover `shape`. With `all_forms`, also those that no tracked path needs today
/// and that look out of place, such as the directory form of `*.js`.
pub(super) fn patterns(shape: &Shape, tree: &PathTree, all_forms: bool) -> Vec<String> {
    let (steps, reach) = take_apart(shape);
    let Some(text) = text_of(&steps) else {
        return vec!["**".to_owned()];
    };
    let literal: Option<Vec<String>> = steps.iter().map(Step::literal).collect();
    if let Some(names) = literal {
        let name = names.join("/");
        let directory = tree.has_directory(name.as_bytes());
        return vec![match reach {
            // `docs/` would cover an entry `docs` too.
            Tail::Below if tree.has_entry(name.as_bytes()) => format!("{text}/**"),
            Tail::Below => format!("{text}/"),
            // A name covers what is below, too; what is a directory is no entry.
            Tail::Entry if directory => return Vec::new(),
            _ if directory => format!("{text}/"),
            _ => text,
        }];
    }
    match reach {
        Tail::Below => vec![format!("{text}/")],
        Tail::EntryAndBelow if all_forms || !looks_like_a_file(&steps, tree) => {
            vec![text.clone(), format!("{text}/")]
        }
        Tail::Entry | Tail::EntryAndBelow => vec![text],
    }
}

/// The shape that covers exactly this path as far as a pattern can.
pub(super) fn path(path: &[u8]) -> Shape {
    writable(&Shape::of_path(path))
}

/// The shape with `?` for every character that may not stand in a pattern.
pub(super) fn writable(shape: &Shape) -> Shape {
    let token = |token: &Token| match token {
        Token::Character(character) if character.is_control() => Token::AnyCharacter,
        other => *other,
    };
    let step = |step: &Step| match step {
        Step::AnyDepth => Step::AnyDepth,
        Step::Name(tokens) => Step::Name(tokens.iter().map(token).collect()),
    };
    Shape::new(shape.steps().iter().map(step).collect())
}

/// What a pattern covers beyond the entries that its components match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    Entry,
    Below,
    EntryAndBelow,
}

/// The components that are written, and what they reach.
fn take_apart(shape: &Shape) -> (Vec<Step>, Tail) {
    let steps = shape.steps();
    if let Some((Step::AnyDepth, entry)) = steps.split_last() {
        return (entry.to_vec(), Tail::EntryAndBelow);
    }
    match shape.split_below() {
        Some((directory, levels)) => {
            let names = (1..levels).map(|_| Step::any_name());
            (
                directory.iter().cloned().chain(names).collect(),
                Tail::Below,
            )
        }
        None => (steps.to_vec(), Tail::Entry),
    }
}

/// The components with `/` between them; `None` when there are none.
fn text_of(steps: &[Step]) -> Option<String> {
    let names: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::AnyDepth => "**".to_owned(),
            Step::Name(tokens) => tokens
                .iter()
                .map(|token| match token {
                    Token::Character(character) => {
                        OwnedPattern::escape(character.encode_utf8(&mut [0; 4]))
                    }
                    Token::AnyCharacter => "?".to_owned(),
                    Token::AnyRun => "*".to_owned(),
                })
                .collect(),
        })
        .collect();
    (!names.is_empty()).then(|| names.join("/"))
}

/// Whether the last name has an ending, as files have, and no tracked directory is called so.
fn looks_like_a_file(steps: &[Step], tree: &PathTree) -> bool {
    let has_ending = match steps.last() {
        Some(Step::Name(tokens)) => tokens
            .iter()
            .skip(1)
            .any(|token| *token == Token::Character('.')),
        _ => false,
    };
    let entry = Shape::new(steps.to_vec());
    has_ending
        && !tree
            .directories()
            .iter()
            .any(|directory| entry.matches(directory))
}
