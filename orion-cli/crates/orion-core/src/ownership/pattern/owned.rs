//! A pattern of `workstreams.toml`.

use super::{Alternative, Specificity};

/// A parsed pattern. Braces are spelled out: each alternative is a pattern of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnedPattern {
    text: String,
    alternatives: Vec<Alternative>,
    directory: bool,
}

impl OwnedPattern {
    pub(super) fn new(text: String, alternatives: Vec<Alternative>, directory: bool) -> Self {
        Self {
            text,
            alternatives,
            directory,
        }
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the braces spell, in their order; one when there are no braces.
    #[must_use]
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// Whether it was written with `/` at the end.
    #[must_use]
    pub fn is_directory(&self) -> bool {
        self.directory
    }

    /// Whether any alternative matches `path`. For one pattern and few paths; many rules on many paths are
    /// [`OwnershipMap`](crate::ownership::OwnershipMap)'s work, which gives the same answer.
    #[must_use]
    pub fn matches(&self, path: &[u8]) -> bool {
        self.alternatives
            .iter()
            .any(|alternative| alternative.matches(path))
    }

    /// How specific the pattern is on `path`: that of the most specific alternative that matches it.
    #[must_use]
    pub fn specificity_on(&self, path: &[u8]) -> Option<Specificity> {
        self.alternatives
            .iter()
            .filter(|alternative| alternative.matches(path))
            .map(Alternative::specificity)
            .max()
    }

    /// Writes `path` so that it means itself: every character that is special in a pattern gets a backslash.
    #[must_use]
    pub fn escape(path: &str) -> String {
        let mut escaped = String::with_capacity(path.len());
        for character in path.chars() {
            if matches!(character, '*' | '?' | '{' | '}' | '\\') {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        escaped
    }
}
