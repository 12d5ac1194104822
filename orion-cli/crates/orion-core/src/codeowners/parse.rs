//! From the text of a CODEOWNERS file to its lines, with everything that GitHub would skip reported.

use std::ops::Range;

use super::owner::{Owner, OwnerSet};
use super::pattern::{self, PatternProblem};
use super::rules;
use super::shape::Shape;
use crate::diagnostic::Diagnostic;

/// GitHub does not load a file of this many bytes or more ("CODEOWNERS files must be under 3 MB in size").
pub const SIZE_LIMIT: usize = 3 * 1024 * 1024;

/// One line that counts: a pattern and whom it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line, from 1.
    pub number: usize,
    /// The pattern as written.
    pub pattern: String,
    /// Where the pattern stands, as byte offsets.
    pub span: Range<usize>,
    /// The owners, in the order written; none means that nobody owns what the pattern covers.
    pub owners: Vec<Owner>,
    pub(super) shape: Shape,
}

impl Line {
    /// The owners as a set.
    #[must_use]
    pub fn owner_set(&self) -> OwnerSet {
        self.owners.iter().collect()
    }

    /// Whether the pattern covers the path.
    #[must_use]
    pub fn covers(&self, path: &[u8]) -> bool {
        self.shape.matches(path)
    }
}

/// A CODEOWNERS file as GitHub reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codeowners {
    /// The lines that count, in the file's order: of those that cover a path, the last one decides.
    pub lines: Vec<Line>,
    /// What GitHub skips, and why.
    pub findings: Vec<Diagnostic>,
}

impl Codeowners {
    /// The line that decides a path. For many paths, use [`super::Matcher`].
    #[must_use]
    pub fn find(&self, path: &[u8]) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.covers(path))
    }
}

/// Reads a file. Lines that GitHub skips give a finding and no [`Line`]; a file over [`SIZE_LIMIT`] gives
/// no line at all.
#[must_use]
pub fn parse(source: &str) -> Codeowners {
    let mut file = Codeowners::default();
    if source.len() >= SIZE_LIMIT {
        file.findings.push(rules::too_large(source.len()));
        return file;
    }
    let mut offset = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        read_line(line, offset, index + 1, &mut file);
        offset += line.len();
    }
    file
}

fn read_line(text: &str, offset: usize, number: usize, file: &mut Codeowners) {
    // A byte order mark is not part of the first pattern.
    let content = text.trim_start_matches(|c: char| is_blank(c) || c == '\u{feff}');
    let start = offset + text.len() - content.len();
    let (pattern, rest) = content.split_at(pattern_length(content));
    if pattern.is_empty() {
        return;
    }
    let span = start..start + pattern.len();
    // `#` starts a comment wherever it stands, even after a backslash.
    let problem = if rest.starts_with('#') && pattern.ends_with('\\') {
        Err(PatternProblem::EscapedHash)
    } else {
        pattern::parse(pattern)
    };
    let shape = match problem {
        Ok(shape) => shape,
        Err(problem) => {
            file.findings
                .push(rules::skipped_pattern(pattern, problem, span));
            return;
        }
    };
    let mut owners = Vec::new();
    let named = rest.split('#').next().unwrap_or_default();
    let mut at = span.end;
    for word in named.split(is_blank) {
        match Owner::parse(word) {
            Ok(owner) => owners.push(owner),
            Err(_) if word.is_empty() => {}
            Err(error) => {
                file.findings
                    .push(rules::skipped_owner(&error, at..at + word.len()));
                return;
            }
        }
        // Every blank is one byte.
        at += word.len() + 1;
    }
    file.lines.push(Line {
        number,
        pattern: pattern.to_owned(),
        span,
        owners,
        shape,
    });
}

/// How many bytes the pattern at the start of `text` has: up to an unescaped blank, or any `#`.
fn pattern_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        if character == '#' || character == '\n' || (is_blank(character) && !escaped) {
            return at;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}
