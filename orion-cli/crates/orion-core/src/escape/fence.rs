//! A block of code in Markdown.

use super::comment::without_markers;
use super::hidden::in_lines;

/// The text as a fenced block of code in that language. The fence is longer than any run of backticks or tildes in it.
///
/// What is hidden is shown but line breaks and tabs; the carriage returns of a text in which every line has one belong to
/// its line breaks. A comment that would pass for a marker of Orion's is broken by a space. A language that is no word
/// is left out.
#[must_use]
pub fn code_fence(text: &str, language: &str) -> String {
    let text = without_markers(&in_lines(&unix(text)));
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let length = longest_run(text, '`').max(longest_run(text, '~')) + 1;
    let fence = "`".repeat(length.max(3));
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '.' | '#');
    let language = if language.chars().all(is_word) {
        language
    } else {
        ""
    };
    format!("{fence}{language}\n{text}\n{fence}")
}

/// How many of the characters follow each other, where most do.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// The text with the line breaks of Unix, if all that it has are those of Windows. Where only some are, that may be what
/// a diff is about, and it has to be seen.
fn unix(text: &str) -> String {
    let all = text.matches('\n').count();
    let windows = text.replace("\r\n", "\n");
    if text.len() - windows.len() == all {
        windows
    } else {
        text.to_owned()
    }
}

/// The lines of a Markdown text that are in no fenced block of code.
pub fn lines_outside_code(text: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<Fence<'_>> = None;
    text.lines().filter(move |line| {
        let (indent, rest) = line.split_at(line.len() - line.trim_start_matches(' ').len());
        if indent.len() > 3 {
            return fence.is_none();
        }
        if let Some(open) = &fence {
            if open.is_closed_by(rest) {
                fence = None;
            }
            false
        } else {
            fence = Fence::opened_by(indent, rest);
            fence.is_none()
        }
    })
}

/// The line that opens a block of code.
pub(super) struct Fence<'a> {
    /// What stands before it: the one that closes it stands in the same item of a list.
    indent: &'a str,
    mark: char,
    length: usize,
}

impl<'a> Fence<'a> {
    pub(super) fn opened_by(indent: &'a str, line: &str) -> Option<Self> {
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let about = line.trim_start_matches(mark);
        let length = line.len() - about.len();
        let opens = length >= 3 && (mark == '~' || !about.contains('`'));
        opens.then_some(Self {
            indent,
            mark,
            length,
        })
    }

    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let about = line.trim_start_matches(self.mark);
        line.len() - about.len() >= self.length && about.trim().is_empty()
    }

    pub(super) fn closing(&self) -> String {
        format!(
            "{}{}",
            self.indent,
            self.mark.to_string().repeat(self.length)
        )
    }
}
