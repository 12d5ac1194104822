//! Why there is no text.

use thiserror::Error;

use super::BODY_LENGTH;

/// Why a template gave no text for an issue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// There is none for that kind of request.
    #[error("there is no template for `{kind}`")]
    UnknownKind {
        /// The kind that was asked for.
        kind: String,
    },
    /// It is wrong, or uses a value that there is none of, or does not come to an end.
    #[error("the template `{name}` cannot be used: line {line}: {why}")]
    Template {
        /// Its name.
        name: String,
        /// The line of it, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// The text is too long, even without the draft.
    #[error(
        "the text of the issue has {characters} characters without its draft, and GitHub takes {BODY_LENGTH}"
    )]
    TooLong {
        /// How long it is, in characters.
        characters: usize,
    },
}
