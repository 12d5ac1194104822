//! What a document does not say.

use crate::ids::ServiceName;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Something of `workstreams.toml` is not in the document.
    LeftOut,
    /// The document says it, and something has to be known or done beside it.
    Note,
}

/// Something to know about an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFinding {
    /// How much it matters.
    pub weight: Weight,
    /// What it is: a sentence without a capital and a full stop.
    pub message: String,
}

impl ExportFinding {
    pub(super) fn left_out(message: impl Into<String>) -> Self {
        Self {
            weight: Weight::LeftOut,
            message: message.into(),
        }
    }

    pub(super) fn note(message: impl Into<String>) -> Self {
        Self {
            weight: Weight::Note,
            message: message.into(),
        }
    }
}

/// Names in backticks, as a list in a sentence.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a ServiceName>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
