//! The JSON of `llvm-cov export`, which `cargo llvm-cov --json` writes too.
//!
//! `data[].files[]` has a `filename` and `segments`: `[line, column, count, has count, is a region's entry, is a gap]`,
//! the last of them since version 2.0.1 of the format. A segment holds until the next one begins. Which lines hold code,
//! and how often each was run, follows from them as in LLVM's own `LineCoverageStats`
//! (llvm/lib/ProfileData/Coverage/CoverageMapping.cpp), so that the figure is the one that `llvm-cov report` shows.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{IgnoredAny, SeqAccess, Visitor};

use super::{CoverageReading, Lines};
use crate::quality::{Faults, WrittenPath};

/// So many lines of code one report may have: a region from line 1 to line 4 000 000 000 is written in a few bytes.
pub const MAX_LINES: u32 = 5_000_000;

/// Reads a report.
#[must_use]
pub fn read(bytes: &[u8]) -> CoverageReading {
    let export: Export = match serde_json::from_slice(bytes) {
        Ok(export) => export,
        Err(error) => {
            let message = format!("it is no JSON of `llvm-cov export`: {error}");
            return CoverageReading::nothing(Some(error.line()), message);
        }
    };
    let mut files: BTreeMap<WrittenPath, Lines> = BTreeMap::new();
    let mut faults = Faults::default();
    let mut left = MAX_LINES;
    for file in export.data.into_iter().flat_map(|data| data.files) {
        let Some(segments) = file.segments else {
            let message =
                "it is a summary (`-summary-only`), which names no lines: export all of it";
            return CoverageReading::nothing(None, message);
        };
        let is_in_order = segments.is_sorted_by_key(|segment| (segment.line, segment.column));
        if !is_in_order || segments.iter().any(|segment| segment.line == 0) {
            let message = format!("the segments of `{}` are not in order", file.filename);
            faults.add(None, message);
            continue;
        }
        let lines = files.entry(WrittenPath::plain(&file.filename)).or_default();
        if !note_lines(&segments, lines, &mut left) {
            let message = format!("it has more than {MAX_LINES} lines of code");
            return CoverageReading::nothing(None, message);
        }
    }
    CoverageReading::new(files, faults)
}

/// Takes note of all lines of a file; `false` when they are too many.
fn note_lines(segments: &[Segment], lines: &mut Lines, left: &mut u32) -> bool {
    let mut wrapped: Option<&Segment> = None;
    let mut rest = segments;
    while let Some(first) = rest.first() {
        let on_line = rest.partition_point(|segment| segment.line == first.line);
        let (here, after) = rest.split_at(on_line);
        if let Some(hits) = hits_of(here, wrapped) {
            let Some(fewer) = left.checked_sub(1) else {
                return false;
            };
            *left = fewer;
            lines.note(first.line, hits);
        }
        wrapped = here.last();
        // Lines without a segment of their own are all alike.
        if let (Some(next), Some(hits)) = (after.first(), hits_of(&[], wrapped)) {
            let between = first.line + 1..next.line;
            let Some(fewer) = left.checked_sub(between.end - between.start.min(between.end)) else {
                return false;
            };
            *left = fewer;
            between.for_each(|line| lines.note(line, hits));
        }
        rest = after;
    }
    true
}

/// How often a line was run, from the segments that begin on it and the one that lasts from before; `None` when it
/// holds no code.
fn hits_of(here: &[Segment], wrapped: Option<&Segment>) -> Option<u64> {
    let begins_skipped = here
        .first()
        .is_some_and(|segment| !segment.has_count && segment.is_entry);
    let starts = || {
        here.iter()
            .filter(|it| !it.is_gap && it.has_count && it.is_entry)
    };
    let lasts = wrapped.is_some_and(|segment| segment.has_count);
    let holds_code = !begins_skipped && (lasts || starts().next().is_some())
        || here
            .iter()
            .any(|segment| segment.is_entry && segment.has_count);
    let hits = starts().map(|segment| segment.count);
    holds_code.then(|| {
        hits.chain(wrapped.map(|segment| segment.count))
            .max()
            .unwrap_or_default()
    })
}

#[derive(Deserialize)]
struct Export {
    data: Vec<Data>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    filename: String,
    segments: Option<Vec<Segment>>,
}

struct Segment {
    line: u32,
    column: u32,
    count: u64,
    has_count: bool,
    is_entry: bool,
    is_gap: bool,
}

impl<'de> Deserialize<'de> for Segment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(SegmentVisitor)
    }
}

struct SegmentVisitor;

impl<'de> Visitor<'de> for SegmentVisitor {
    type Value = Segment;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a segment: line, column, count, and three truth values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Segment, A::Error> {
        let missing = |at| serde::de::Error::invalid_length(at, &"at least 5 values");
        let segment = Segment {
            line: fields.next_element()?.ok_or_else(|| missing(0))?,
            column: fields.next_element()?.ok_or_else(|| missing(1))?,
            count: fields.next_element()?.ok_or_else(|| missing(2))?,
            has_count: fields.next_element()?.ok_or_else(|| missing(3))?,
            is_entry: fields.next_element()?.ok_or_else(|| missing(4))?,
            is_gap: fields.next_element()?.unwrap_or_default(),
        };
        while fields.next_element::<IgnoredAny>()?.is_some() {}
        Ok(segment)
    }
}
