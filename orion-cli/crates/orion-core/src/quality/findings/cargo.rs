//! The JSON messages of cargo (The Cargo Book, "External tools"), with the compiler's diagnostics in them (The rustc
//! Book, "JSON output").
//!
//! - What has a lint's name for its code is a lint, at whatever level: whether it is a warning or an error depends on
//!   flags, not on what was found.
//! - An error with a code such as `E0308`, or with none, is the compiler's.
//! - What only sums up ("3 warnings emitted", "aborting due to 2 previous errors") is no finding.
//!
//! With `--all-targets` a library is compiled for itself and for its tests, and says everything twice; a warm cache
//! replays what was said before. Findings that are equal in all that they say are one.

use std::collections::BTreeSet;

use bstr::ByteSlice as _;
use serde::Deserialize;

use super::{Finding, FindingKind, FindingLevel, FindingsReading};
use crate::quality::{Faults, WrittenPath};

/// Whether this is a message of cargo.
pub(super) fn is_message(line: &[u8]) -> bool {
    serde_json::from_slice::<Reason>(line).is_ok()
}

/// Reads the messages, one a line.
#[must_use]
pub fn read(bytes: &[u8]) -> FindingsReading {
    let mut findings = BTreeSet::new();
    let mut faults = Faults::default();
    let mut has_finished = false;
    for (index, line) in bytes.lines().enumerate() {
        let number = Some(index + 1);
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let message: Message<'_> = match serde_json::from_slice(line) {
            Ok(message) => message,
            Err(error) => {
                faults.add(number, format!("it is no message of cargo: {error}"));
                continue;
            }
        };
        match message.reason.as_ref() {
            "compiler-message" => match message.diagnostic {
                Some(diagnostic) => {
                    findings.extend(finding(diagnostic, message.manifest_path.as_deref()));
                }
                None => faults.add(number, "a `compiler-message` has no `message`"),
            },
            "build-finished" => {
                has_finished = true;
                if message.success != Some(true) {
                    faults.add(
                        number,
                        "the build failed: what comes after that was not looked at",
                    );
                }
            }
            _ => {}
        }
    }
    if !has_finished {
        faults.add(
            None,
            "it does not end with `build-finished`: it was cut off",
        );
    }
    FindingsReading::new(findings, faults)
}

fn finding(diagnostic: Diagnostic, manifest: Option<&str>) -> Option<Finding> {
    let Diagnostic {
        message,
        code,
        level,
        spans,
    } = diagnostic;
    let is_error = level.starts_with("error");
    let code = code.map(|code| code.code);
    if !(is_error || level == "warning") || code.is_none() && is_summary(&message) {
        return None;
    }
    let kind = match &code {
        Some(code) if !is_number_of_an_error(code) => FindingKind::Lint,
        _ if is_error => FindingKind::Type,
        _ => FindingKind::Lint,
    };
    let primary = spans.into_iter().find(|span| span.is_primary);
    Some(Finding {
        kind,
        level: FindingLevel::Error,
        code,
        message,
        span: primary.as_ref().map_or([0; 4], |span| {
            [
                span.line_start,
                span.column_start,
                span.line_end,
                span.column_end,
            ]
        }),
        path: primary.map(|span| WrittenPath {
            path: span.file_name,
            bases: directories_above(manifest.unwrap_or_default()).into(),
        }),
    })
}

/// Paths are relative to the root of the cargo workspace, which the messages do not name. It is one of the directories
/// above the manifest, and most likely the outermost.
fn directories_above(manifest: &str) -> Vec<String> {
    let ends = manifest.match_indices(['/', '\\']);
    ends.map(|(end, _)| manifest[..end].to_owned())
        .filter(|directory| !directory.is_empty())
        .take(64)
        .collect()
}

/// `E0308` and the like.
fn is_number_of_an_error(code: &str) -> bool {
    let number = code.strip_prefix('E').unwrap_or_default();
    number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_summary(message: &str) -> bool {
    message.starts_with("aborting due to ")
        || message.starts_with("could not compile ")
        || message.ends_with(" warning emitted")
        || message.ends_with(" warnings emitted")
}

#[derive(Deserialize)]
struct Reason {
    #[serde(rename = "reason")]
    _reason: String,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    reason: std::borrow::Cow<'a, str>,
    success: Option<bool>,
    manifest_path: Option<String>,
    #[serde(rename = "message")]
    diagnostic: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    message: String,
    code: Option<DiagnosticCode>,
    level: String,
    #[serde(default)]
    spans: Vec<DiagnosticSpan>,
}

#[derive(Deserialize)]
struct DiagnosticCode {
    code: String,
}

#[derive(Deserialize)]
struct DiagnosticSpan {
    file_name: String,
    line_start: u64,
    column_start: u64,
    line_end: u64,
    column_end: u64,
    is_primary: bool,
}
