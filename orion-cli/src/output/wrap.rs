//! Prose, wrapped for the eye.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator};

/// Wraps paragraphs to `width` columns with `indent` before each line. A blank line parts paragraphs; a line
/// that is indented, and what stands in backquotes, stays in one piece, so that commands can be copied.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut wrapped = String::new();
    let mut paragraph = String::new();
    let flush = |paragraph: &mut String, wrapped: &mut String| {
        if paragraph.is_empty() {
            return;
        }
        let room = width.saturating_sub(indent.len()).max(20);
        let options = Options::new(room)
            .break_words(false)
            .word_separator(WordSeparator::Custom(words));
        for line in textwrap::wrap(paragraph, options) {
            push_line(wrapped, indent, &line);
        }
        paragraph.clear();
    };
    for line in text.lines() {
        if line.is_empty() || line.starts_with(' ') {
            flush(&mut paragraph, &mut wrapped);
            push_line(&mut wrapped, indent, line);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim_end());
        }
    }
    flush(&mut paragraph, &mut wrapped);
    wrapped
}

/// Words end at spaces outside backquotes.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut quoted = false;
    let ends_word = move |c: char| {
        quoted ^= c == '`';
        c == ' ' && !quoted
    };
    Box::new(line.split_inclusive(ends_word).map(Word::from))
}

fn push_line(wrapped: &mut String, indent: &str, line: &str) {
    if !line.is_empty() {
        wrapped.push_str(indent);
        wrapped.push_str(line);
    }
    wrapped.push('\n');
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::wrap;

    #[test]
    fn paragraphs_wrap_and_commands_stay() {
        let text = "A sentence that is longer than the\nwidth it is given here.\n\nRun `git restore --staged FILE`, or:\n\n    orion contract request --path contracts/src/user.rs\n\nThen go on.";
        assert_snapshot!(wrap(text, 32, "  "), @"
        A sentence that is longer than
        the width it is given here.

        Run
        `git restore --staged FILE`,
        or:

            orion contract request --path contracts/src/user.rs

        Then go on.
        ");
    }
}
