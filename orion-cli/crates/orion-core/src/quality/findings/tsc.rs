//! What tsc prints, plain (`file(line,column): error TS2322: …`) and pretty (`file:line:column - error TS2322: …`), with
//! or without colours. An error may be about no file: `error TS18003: …`. Lines that follow one belong to it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use bstr::ByteSlice as _;

use super::{Finding, FindingKind, FindingLevel, FindingsReading};
use crate::quality::{Faults, WrittenPath};

/// Whether tsc said any of this: an error, how many there are, or what it counted (`--diagnostics`).
pub(super) fn is_output(bytes: &[u8]) -> bool {
    bytes.lines().any(|line| {
        let line = plain(line);
        finding(&line).is_some() || is_count(&line) || line.starts_with("Check time:")
    })
}

/// Reads the lines.
#[must_use]
pub fn read(bytes: &[u8]) -> FindingsReading {
    let findings: BTreeSet<_> = bytes
        .lines()
        .filter_map(|line| finding(&plain(line)))
        .collect();
    FindingsReading::new(findings, Faults::default())
}

/// `Found 2 errors in the same file, …`
fn is_count(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("Found ") else {
        return false;
    };
    let word = rest.trim_start_matches(|character: char| character.is_ascii_digit());
    word.len() < rest.len() && word.starts_with(" error")
}

fn finding(line: &str) -> Option<Finding> {
    // Diagnostics begin at the margin; what is quoted of a source does not.
    let (place, rest) = if let Some(rest) = line.strip_prefix("error TS") {
        (None, rest)
    } else {
        let plain = line
            .split_once("): error TS")
            .map(|(place, rest)| (place, '(', ',', rest));
        let pretty = || {
            line.split_once(" - error TS")
                .map(|(place, rest)| (place, ':', ':', rest))
        };
        let (place, before, between, rest) = plain.or_else(pretty)?;
        let (place, column) = place.rsplit_once(between)?;
        let (path, line) = place.rsplit_once(before)?;
        (Some((path, line.parse().ok()?, column.parse().ok()?)), rest)
    };
    let (number, message) = rest.split_once(": ")?;
    number.parse::<u32>().ok()?;
    let (path, line, column) = place.unwrap_or_default();
    Some(Finding {
        kind: FindingKind::Type,
        level: FindingLevel::Error,
        code: Some(format!("TS{number}")),
        message: message.trim_end().to_owned(),
        path: place.map(|_| WrittenPath::plain(path)),
        span: [line, column, 0, 0],
    })
}

/// The line without the colours that a terminal would show (`ESC [ … m`).
fn plain(line: &[u8]) -> Cow<'_, str> {
    let text = line.to_str_lossy();
    if !text.contains('\u{1b}') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, sequence)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let is_end = |character: char| !(character.is_ascii_digit() || character == ';');
        let end = sequence.find(is_end).unwrap_or(sequence.len());
        rest = sequence[end..]
            .strip_prefix('m')
            .unwrap_or(&sequence[end..]);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
