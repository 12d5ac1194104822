//! From text to pattern.

use std::str::FromStr;

use super::reader::{Reader, Token};
use super::{Alternative, Component, OwnedPattern, PatternError, Piece};

/// How many patterns the braces of one may spell.
pub const MAX_ALTERNATIVES: usize = 64;

/// Checks a text and spells its braces out.
///
/// # Errors
/// [`PatternError`] says what is wrong and where.
impl FromStr for OwnedPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(PatternError::Empty);
        }
        if text.starts_with('/') {
            return Err(PatternError::LeadingSlash);
        }
        let mut reader = Reader::new(text);
        let mut spelled: Vec<Vec<Component>> = vec![Vec::new()];
        let mut directory = false;
        while !reader.is_at_end() {
            let at = reader.at();
            let mut components = Vec::with_capacity(1);
            if reader.take_any_depth() {
                components.push(Component::AnyDepth);
            } else {
                for pieces in names(&mut reader, spelled.len())? {
                    components.push(component(pieces, at)?);
                }
            }
            spelled = product(spelled, components);
            directory = reader.take_slash();
        }
        let mut alternatives: Vec<Alternative> = Vec::with_capacity(spelled.len());
        for components in spelled {
            let alternative = Alternative::new(components, directory);
            if !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        Ok(Self::new(text.to_owned(), alternatives, directory))
    }
}

/// Each of `heads` followed by each of `tails`.
fn product(mut heads: Vec<Vec<Component>>, mut tails: Vec<Component>) -> Vec<Vec<Component>> {
    if let ([head], 1) = (heads.as_mut_slice(), tails.len()) {
        head.append(&mut tails);
        return heads;
    }
    let follow = |head: &Vec<Component>| {
        let head = head.clone();
        tails.iter().map(move |tail| {
            let mut whole = head.clone();
            whole.push(tail.clone());
            whole
        })
    };
    heads.iter().flat_map(follow).collect()
}

/// What a name that starts at `at` makes.
fn component(mut pieces: Vec<Piece>, at: usize) -> Result<Component, PatternError> {
    match pieces.as_mut_slice() {
        [] => Err(PatternError::EmptyComponent { at }),
        [Piece::Literal(name)] => match name.as_slice() {
            b"." => Err(PatternError::DotComponent { at, name: "." }),
            b".." => Err(PatternError::DotComponent { at, name: ".." }),
            _ => Ok(Component::Literal(std::mem::take(name))),
        },
        _ => Ok(Component::Wildcard(pieces)),
    }
}

/// Reads the names that one component spells, up to the next `/` or the end: one when there are no braces.
/// `before` patterns are spelled by what stands in front.
fn names(reader: &mut Reader<'_>, before: usize) -> Result<Vec<Vec<Piece>>, PatternError> {
    let mut names = vec![Vec::new()];
    loop {
        let at = reader.at();
        match reader.next()? {
            Token::SlashOrEnd => return Ok(names),
            Token::Open => {
                let choices = choices(reader, at)?;
                if before * names.len() * choices.len() > MAX_ALTERNATIVES {
                    return Err(PatternError::TooManyAlternatives { at });
                }
                names = choose(&names, &choices);
            }
            Token::Close => return Err(PatternError::UnopenedBrace { at }),
            Token::Comma => extend(&mut names, &Piece::Literal(b",".to_vec())),
            Token::Literal(literal) => extend(&mut names, &Piece::Literal(literal.into())),
            Token::Wildcard(piece) => extend(&mut names, &piece),
        }
    }
}

/// Reads the alternatives behind the `{` at `open`, with its `}`.
fn choices(reader: &mut Reader<'_>, open: usize) -> Result<Vec<Vec<Piece>>, PatternError> {
    let mut choices: Vec<Vec<Piece>> = Vec::new();
    let mut choice = Vec::new();
    loop {
        let at = reader.at();
        match reader.next()? {
            Token::SlashOrEnd => return Err(PatternError::UnclosedBrace { at: open }),
            Token::Open => return Err(PatternError::NestedBrace { at }),
            Token::Close if choices.is_empty() => {
                return Err(PatternError::SingleAlternative { at: open });
            }
            Token::Close => {
                choices.push(choice);
                return Ok(choices);
            }
            Token::Comma => choices.push(std::mem::take(&mut choice)),
            Token::Literal(literal) => push(&mut choice, &Piece::Literal(literal.into())),
            Token::Wildcard(piece) => push(&mut choice, &piece),
        }
    }
}

/// Lets each name go on with each of `choices`.
fn choose(names: &[Vec<Piece>], choices: &[Vec<Piece>]) -> Vec<Vec<Piece>> {
    let mut chosen = Vec::with_capacity(names.len() * choices.len());
    for name in names {
        for choice in choices {
            let mut name = name.clone();
            for piece in choice {
                push(&mut name, piece);
            }
            chosen.push(name);
        }
    }
    chosen
}

/// Lets each name go on with a piece.
fn extend(names: &mut [Vec<Piece>], piece: &Piece) {
    for name in names {
        push(name, piece);
    }
}

/// Appends a piece; literals that meet become one, and so do two `*` that braces brought together.
fn push(name: &mut Vec<Piece>, piece: &Piece) {
    match (name.last_mut(), piece) {
        (Some(Piece::Literal(before)), Piece::Literal(more)) => before.extend_from_slice(more),
        (Some(Piece::AnyRun), Piece::AnyRun) => {}
        _ => name.push(piece.clone()),
    }
}
