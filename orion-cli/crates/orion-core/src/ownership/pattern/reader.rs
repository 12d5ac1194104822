//! The words of a pattern's text.

use super::{PatternError, Piece};

/// What stands next in a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'text> {
    /// Characters that mean themselves.
    Literal(&'text str),
    /// `*` or `?`
    Wildcard(Piece),
    /// `{`
    Open,
    /// `}`
    Close,
    /// `,`
    Comma,
    /// The component ends here; the `/` is still there.
    SlashOrEnd,
}

/// Goes through a text.
#[derive(Debug)]
pub(super) struct Reader<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte offset of what stands next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// Takes a whole component that is `**`, if one stands next.
    pub(super) fn take_any_depth(&mut self) -> bool {
        let found = self.rest() == "**" || self.rest().starts_with("**/");
        if found {
            self.at += 2;
        }
        found
    }

    /// Takes a `/`, if one stands next.
    pub(super) fn take_slash(&mut self) -> bool {
        let found = self.rest().starts_with('/');
        self.at += usize::from(found);
        found
    }

    /// Takes what stands next in the component.
    pub(super) fn next(&mut self) -> Result<Token<'text>, PatternError> {
        let (at, rest) = (self.at, self.rest());
        let Some(first) = rest.chars().next() else {
            return Ok(Token::SlashOrEnd);
        };
        let (token, length) = match first {
            '/' => (Token::SlashOrEnd, 0),
            '{' => (Token::Open, 1),
            '}' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '?' => (Token::Wildcard(Piece::AnyCharacter), 1),
            '*' if rest.starts_with("**") => return Err(PatternError::AnyDepthInName { at }),
            '*' => (Token::Wildcard(Piece::AnyRun), 1),
            '\\' => {
                let escaped = escaped(rest, at)?;
                (Token::Literal(escaped), 1 + escaped.len())
            }
            character if character.is_control() => {
                return Err(PatternError::ControlCharacter { at, character });
            }
            _ => {
                let literal = &rest[..rest.find(is_special).unwrap_or(rest.len())];
                (Token::Literal(literal), literal.len())
            }
        };
        self.at += length;
        Ok(token)
    }

    fn rest(&self) -> &'text str {
        &self.text[self.at..]
    }
}

/// The character behind the backslash that `rest` starts with.
fn escaped(rest: &str, at: usize) -> Result<&str, PatternError> {
    let behind = &rest[1..];
    match behind.chars().next() {
        None => Err(PatternError::TrailingBackslash { at }),
        Some('/') => Err(PatternError::EscapedSlash { at }),
        Some(character) if character.is_control() => Err(PatternError::ControlCharacter {
            at: at + 1,
            character,
        }),
        Some(character) => Ok(&behind[..character.len_utf8()]),
    }
}

fn is_special(character: char) -> bool {
    matches!(character, '/' | '{' | '}' | ',' | '?' | '*' | '\\') || character.is_control()
}
