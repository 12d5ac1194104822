//! Findings as plain text, for snapshots.

use std::fmt::Write;

use crate::config::parse;
use crate::diagnostic::{LineIndex, Severity};

/// Every finding in `source`: code, place and message, then what the places and notes say.
pub(in crate::config) fn findings(source: &str) -> String {
    let lines = LineIndex::new(source);
    let place = |offset| {
        let (line, column) = lines.line_column(source, offset);
        format!("{line}:{column}")
    };
    let mut text = String::new();
    for finding in parse(source).diagnostics {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(text, "{severity}[{}] {}", finding.code, finding.message).unwrap();
        for label in &finding.labels {
            let mark = if label.primary { "-->" } else { "..." };
            let (from, to) = (place(label.span.start), place(label.span.end));
            let shown = source[label.span.clone()].escape_debug();
            writeln!(text, "  {mark} {from}-{to} {shown}").unwrap();
            if !label.text.is_empty() {
                writeln!(text, "      {}", label.text).unwrap();
            }
        }
        for help in &finding.help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    text
}

/// The text with what every file must have, where it lacks it.
pub(in crate::config) fn with_frame(text: &str) -> String {
    let mut framed = text.to_owned();
    if !text.contains("schema =") {
        framed.insert_str(0, "schema = 1\n");
    }
    if !text.contains("[project") {
        framed.push_str("\n[project]\nname = \"shop\"\n");
    }
    framed
}
