//! From text to a tree of values with their places.

use serde_spanned::Spanned;
use toml::de::{DeTable, Error};

use super::rules::syntax;
use crate::diagnostic::{Diagnostic, LineIndex};

/// Reads TOML.
///
/// # Errors
/// What is wrong with it, at most once for each line: what follows on a line is mostly a consequence.
pub(crate) fn read(source: &str) -> Result<Spanned<DeTable<'_>>, Vec<Diagnostic>> {
    let (root, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return Ok(root);
    }
    let lines = LineIndex::new(source);
    let mut findings: Vec<Diagnostic> = errors
        .iter()
        .map(|error: &Error| {
            let end = source.len();
            let span = error.span().unwrap_or(end..end);
            let span = span.start.min(end)..span.end.min(end);
            let written = source.get(span.clone()).unwrap_or_default();
            syntax::finding(error.message(), written, span)
        })
        .collect();
    findings.sort_by_key(Diagnostic::offset);
    findings.dedup_by_key(|finding| lines.line(finding.offset()));
    Err(findings)
}
