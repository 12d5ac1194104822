//! Names against tokens, byte for byte.

use super::Token;
use crate::codeowners::glob;

/// Whether the tokens match the whole name.
pub(super) fn matches(tokens: &[Token], name: &[u8]) -> bool {
    // Most names are literal, and most others are `*` with an ending: no need to decode those.
    match tokens {
        [Token::AnyRun] => true,
        [Token::AnyRun, rest @ ..] if is_literal(rest) => {
            let length = literal_length(rest);
            length <= name.len() && literal_equals(rest, &name[name.len() - length..])
        }
        _ if is_literal(tokens) => literal_equals(tokens, name),
        _ => {
            // A byte that is not UTF-8 is a subject of its own that only a wildcard takes.
            let subjects: Vec<Option<char>> = name
                .utf8_chunks()
                .flat_map(|chunk| {
                    chunk
                        .valid()
                        .chars()
                        .map(Some)
                        .chain(chunk.invalid().iter().map(|_| None))
                        .collect::<Vec<_>>()
                })
                .collect();
            glob::matches(
                tokens,
                &subjects,
                |token| *token == Token::AnyRun,
                |token, subject| match token {
                    Token::Character(character) => *subject == Some(*character),
                    Token::AnyCharacter | Token::AnyRun => true,
                },
            )
        }
    }
}

/// Whether no token is a wildcard.
pub(super) fn is_literal(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .all(|token| matches!(token, Token::Character(_)))
}

/// How many bytes stand literally in a name.
pub(super) fn literal_length(tokens: &[Token]) -> usize {
    tokens
        .iter()
        .map(|token| match token {
            Token::Character(character) => character.len_utf8(),
            Token::AnyCharacter | Token::AnyRun => 0,
        })
        .sum()
}

fn literal_equals(tokens: &[Token], name: &[u8]) -> bool {
    let mut rest = name;
    let mut buffer = [0; 4];
    for token in tokens {
        let Token::Character(character) = token else {
            return false;
        };
        match rest.strip_prefix(character.encode_utf8(&mut buffer).as_bytes()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}
