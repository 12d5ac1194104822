//! Why a text is no pattern, where, and what to write instead.

use std::ops::Range;

use thiserror::Error;

/// Why a text is no pattern. `at` is a byte offset into the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PatternError {
    /// Nothing is written.
    #[error("the pattern is empty")]
    Empty,
    /// It starts with `/`.
    #[error("the pattern starts with `/`")]
    LeadingSlash,
    /// Two slashes side by side, or braces that can spell an empty name.
    #[error("a component of the pattern is empty")]
    EmptyComponent {
        /// Where the component would be.
        at: usize,
    },
    /// A component is `.` or `..`.
    #[error("`{name}` is not a name that git stores")]
    DotComponent {
        /// Where the component starts.
        at: usize,
        /// `.` or `..`.
        name: &'static str,
    },
    /// A control character, which nobody can see.
    #[error("the pattern holds the control character U+{:04X}", u32::from(*.character))]
    ControlCharacter {
        /// Where it stands.
        at: usize,
        /// The character.
        character: char,
    },
    /// A backslash with nothing behind it.
    #[error("a backslash stands at the end of the pattern")]
    TrailingBackslash {
        /// Where it stands.
        at: usize,
    },
    /// A backslash before `/`.
    #[error("a name cannot hold `/`, escaped or not")]
    EscapedSlash {
        /// Where the backslash stands.
        at: usize,
    },
    /// `**` beside other characters, or in braces.
    #[error("`**` is not a whole component")]
    AnyDepthInName {
        /// Where it stands.
        at: usize,
    },
    /// `{` without `}` in the same component.
    #[error("the brace is not closed in its component")]
    UnclosedBrace {
        /// Where the brace stands.
        at: usize,
    },
    /// `}` without `{`.
    #[error("the brace closes nothing")]
    UnopenedBrace {
        /// Where the brace stands.
        at: usize,
    },
    /// Braces inside braces.
    #[error("braces stand inside braces")]
    NestedBrace {
        /// Where the inner brace stands.
        at: usize,
    },
    /// Braces with a single alternative, or none.
    #[error("the braces hold no choice")]
    SingleAlternative {
        /// Where the brace stands.
        at: usize,
    },
    /// The braces spell more patterns than [`MAX_ALTERNATIVES`](super::MAX_ALTERNATIVES).
    #[error("the braces spell more than {} patterns", super::MAX_ALTERNATIVES)]
    TooManyAlternatives {
        /// Where the brace stands with which they became too many.
        at: usize,
    },
}

impl PatternError {
    /// The bytes of the pattern's text that are wrong.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let (at, length) = match *self {
            Self::Empty => (0, 0),
            Self::LeadingSlash => (0, 1),
            Self::EmptyComponent { at } => (at, 0),
            Self::DotComponent { at, name } => (at, name.len()),
            Self::ControlCharacter { at, character } => (at, character.len_utf8()),
            Self::EscapedSlash { at } | Self::AnyDepthInName { at } => (at, 2),
            Self::TrailingBackslash { at }
            | Self::UnclosedBrace { at }
            | Self::UnopenedBrace { at }
            | Self::NestedBrace { at }
            | Self::SingleAlternative { at }
            | Self::TooManyAlternatives { at } => (at, 1),
        };
        at..at + length
    }

    /// What to write instead.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "write `**` for everything in the repository",
            Self::LeadingSlash => {
                "every pattern starts at the repository's root: leave the `/` out, and write `**` for everything"
            }
            Self::EmptyComponent { .. } => "write one `/` between two names",
            Self::DotComponent { .. } => {
                "every pattern starts at the repository's root: write the path from there"
            }
            Self::ControlCharacter { .. } => "`?` matches any one character",
            Self::TrailingBackslash { .. } => "write `\\\\` for a backslash in a name",
            Self::EscapedSlash { .. } => "leave the backslash out",
            Self::AnyDepthInName { .. } => {
                "write `*` for any characters in one name, or `**` between slashes for any directories"
            }
            Self::UnclosedBrace { .. } => {
                "close it before the next `/`, or write `\\{` for a brace in a name"
            }
            Self::UnopenedBrace { .. } => "write `\\}` for a brace in a name",
            Self::NestedBrace { .. } => {
                "write all alternatives in one pair of braces, or `\\{` for a brace in a name"
            }
            Self::SingleAlternative { .. } => {
                "separate alternatives with commas, or write `\\{` and `\\}` for braces in a name"
            }
            Self::TooManyAlternatives { .. } => "write several rules, or a wildcard",
        }
    }
}
