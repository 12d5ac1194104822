//! lcov's tracefiles, as `geninfo(1)` describes them under "Tracefile format".
//!
//! A section of a source file goes from `SF:<path>` to `end_of_record`; a file may have several, one for each test.
//! `DA:<line>,<hits>[,<checksum>]` is a line. What branches (`BR*`), conditions (`MC*`) and functions (`FN*`) come to is
//! another measure; `LF` and `LH` are sums of the lines, and only said to hold for one section.

use std::collections::BTreeMap;

use bstr::ByteSlice as _;

use super::{CoverageReading, Lines};
use crate::quality::{Faults, WrittenPath};

/// Reads a tracefile.
#[must_use]
pub fn read(bytes: &[u8]) -> CoverageReading {
    let mut files: BTreeMap<WrittenPath, Lines> = BTreeMap::new();
    let mut faults = Faults::default();
    let mut section: Option<(WrittenPath, Lines)> = None;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut last = 0;
    for (index, line) in bytes.lines().enumerate() {
        let number = Some(index + 1);
        last = index + 1;
        let line = line.trim_ascii_end();
        if let Some(path) = line.strip_prefix(b"SF:") {
            if section.is_some() {
                faults.add(number, "a section begins before the last has ended");
            }
            finish(&mut files, section.take());
            let path = path.to_str_lossy();
            section = Some((WrittenPath::plain(&path), Lines::default()));
        } else if line == b"end_of_record" {
            if section.is_none() {
                faults.add(number, "a section ends that has not begun");
            }
            finish(&mut files, section.take());
        } else if let Some(data) = line.strip_prefix(b"DA:") {
            match (&mut section, line_of(data)) {
                (Some((_, lines)), Some((line, hits))) => lines.note(line, hits),
                (None, _) => faults.add(number, "a line (`DA`) stands outside a section"),
                (_, None) => faults.add(number, "`DA` is not followed by a line and its hits"),
            }
        } else if !is_of_no_interest(line) {
            faults.add(number, "it is no record of lcov");
        }
    }
    if section.is_some() {
        faults.add(
            Some(last),
            "the report ends within a section: it was cut off",
        );
        finish(&mut files, section);
    }
    CoverageReading::new(files, faults)
}

fn finish(files: &mut BTreeMap<WrittenPath, Lines>, section: Option<(WrittenPath, Lines)>) {
    if let Some((path, lines)) = section {
        files.entry(path).or_default().merge(&lines);
    }
}

/// A line from 1 and its hits. A tool that subtracts counters may write a count below zero, which is a line that was
/// not run; one that samples writes `1e+06`.
fn line_of(data: &[u8]) -> Option<(u32, u64)> {
    let mut fields = data.to_str().ok()?.split(',');
    let line: u32 = fields.next()?.trim().parse().ok()?;
    let hits = fields.next()?.trim();
    let hits = if let Ok(hits) = hits.parse::<u64>() {
        hits
    } else {
        let hits: f64 = hits.parse().ok()?;
        u64::from(hits.is_finite().then_some(hits)? > 0.0)
    };
    (line > 0).then_some((line, hits))
}

/// A record that says nothing about lines, or a comment.
fn is_of_no_interest(line: &[u8]) -> bool {
    let Some(name) = line.split(|byte| *byte == b':').next() else {
        return true;
    };
    let is_record = name.len() >= 2 && name.iter().all(u8::is_ascii_alphabetic) && name != line;
    line.is_empty() || line.starts_with(b"#") || is_record
}
