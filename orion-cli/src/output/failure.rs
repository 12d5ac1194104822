//! A failure, for people and for machines.

use std::fmt::Write as _;

use orion_core::codes::Code;
use orion_core::diagnostic::{LineIndex, Severity};
use serde::Serialize;

use super::{Theme, render_diagnostics, visible_lines};
use crate::failure::{Failure, FailureKind};

/// For people: the findings with their lines, what failed, and what to do next.
pub(super) fn render(failure: &Failure, theme: Theme) -> String {
    let mut text = String::new();
    if let Some(source) = &failure.source {
        text = render_diagnostics(&source.name, &source.text, &source.diagnostics, theme);
    }
    let code = failure
        .code
        .map(|code| format!("[{code}]"))
        .unwrap_or_default();
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "{} {}",
        theme.fail(format_args!("error{code}:")),
        visible_lines(&failure.message)
    );
    for hint in &failure.hints {
        let _ = writeln!(text, "{} {}", theme.hint("hint:"), visible_lines(hint));
    }
    text
}

/// For machines: what `--json` answers when there is no other answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "orion: failure of any command"))]
pub(crate) struct FailureReport<'a> {
    /// The version of this shape: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    schema: u32,
    /// What failed.
    error: ErrorReport<'a>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ErrorReport<'a> {
    /// What kind of failure it is: `usage` and `configuration` end in exit code 2, `surroundings` in 3.
    kind: FailureKind,
    /// The code that `orion explain` knows; `null` where there is none.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    code: Option<Code>,
    /// What failed.
    message: &'a str,
    /// What to do next.
    hints: &'a [String],
    /// The findings in the file that cannot be used; empty where it is not about a file.
    diagnostics: Vec<DiagnosticReport<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DiagnosticReport<'a> {
    /// The code that `orion explain` knows.
    #[cfg_attr(test, schemars(with = "String"))]
    code: Code,
    /// `error` or `warning`.
    severity: &'static str,
    /// What is wrong.
    message: &'a str,
    /// The file.
    file: &'a str,
    /// The line, from 1.
    line: usize,
    /// The column in characters, from 1.
    column: usize,
    /// What to do next.
    help: &'a [String],
}

impl<'a> FailureReport<'a> {
    pub(crate) fn new(failure: &'a Failure) -> Self {
        let diagnostics = failure.source.iter().flat_map(|source| {
            let lines = LineIndex::new(&source.text);
            source.diagnostics.iter().map(move |diagnostic| {
                let (line, column) = lines.line_column(&source.text, diagnostic.offset());
                DiagnosticReport {
                    code: diagnostic.code,
                    severity: match diagnostic.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                    },
                    message: &diagnostic.message,
                    file: &source.name,
                    line,
                    column,
                    help: &diagnostic.help,
                }
            })
        });
        Self {
            schema: 1,
            error: ErrorReport {
                kind: failure.kind,
                code: failure.code,
                message: &failure.message,
                hints: &failure.hints,
                diagnostics: diagnostics.collect(),
            },
        }
    }
}
