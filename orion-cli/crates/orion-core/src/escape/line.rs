//! One line of Markdown, as GitHub reads it.

use super::comment::without_comments;
use super::fence::longest_run;
use super::hidden::on_one_line;

/// The text on one line that reads as it was written, wherever it stands in a line of Markdown but in a table.
///
/// What Markdown or HTML would obey gets a backslash. That does not help against what GitHub looks for once Markdown
/// and entities are resolved: `@name` rings, and `#1`, addresses and ids of commits become links, but in code they do
/// not. So a line that has one of those becomes code as a whole.
#[must_use]
pub fn markdown_line(text: &str) -> String {
    let line = without_comments(&on_one_line(text));
    if is_found(&line) {
        return span(&line);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let is_obeyed = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => true,
            // What begins a list, a rule, a heading or the second line of a table.
            '-' | '+' | '=' | ':' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if is_obeyed {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The text on one line, as code: for paths, names and whatever is to be copied.
#[must_use]
pub fn code_span(text: &str) -> String {
    span(&without_comments(&on_one_line(text)))
}

/// Whether GitHub finds something in the text that it would ring for, link, or replace.
fn is_found(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    // People, issues, formulas, addresses, and pictures such as `:tada:`.
    lower.contains(['@', '#', '$'])
        || lower.contains("://")
        || lower.contains("www.")
        || lower.matches(':').count() > 1
        || lower.match_indices("gh-").any(|(at, _)| {
            lower[at + 3..].starts_with(|c: char| c.is_ascii_digit())
                && !lower[..at].ends_with(char::is_alphanumeric)
        })
        || lower.split(|c: char| !c.is_alphanumeric()).any(is_commit)
}

fn is_commit(word: &str) -> bool {
    (7..=40).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A line as code, in more backticks than it has in a row.
fn span(line: &str) -> String {
    if line.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(line, '`') + 1);
    let space = if line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{line}{space}{fence}")
}
