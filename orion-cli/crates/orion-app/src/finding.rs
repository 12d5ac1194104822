//! Findings about files, for reports.

use orion_core::codes::Code;
use orion_core::diagnostic::{Diagnostic, LineIndex, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// A finding about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileFinding {
    /// The code that `orion explain` knows.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is to be said, in one sentence.
    pub message: String,
    /// The file.
    pub file: String,
    /// The line, from 1; `null` when it is about the file as a whole.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What to do next.
    pub help: Vec<String>,
}

impl FileFinding {
    /// The findings in a text.
    #[must_use]
    pub fn of(file: &str, text: &str, diagnostics: &[Diagnostic]) -> Vec<Self> {
        let lines = LineIndex::new(text);
        diagnostics
            .iter()
            .map(|diagnostic| {
                let place = (!diagnostic.labels.is_empty())
                    .then(|| lines.line_column(text, diagnostic.offset()));
                Self {
                    code: diagnostic.code,
                    severity: diagnostic.severity,
                    message: diagnostic.message.clone(),
                    file: file.to_owned(),
                    line: place.map(|(line, _)| line),
                    column: place.map(|(_, column)| column),
                    help: diagnostic.help.clone(),
                }
            })
            .collect()
    }
}
