//! Text from elsewhere, made harmless for a terminal: what it would obey or hide is shown instead.

use std::borrow::Cow;
use std::fmt::Write as _;

use bstr::ByteSlice;
use orion_core::escape::is_hidden;

/// One line of text with everything invisible written out: `\n`, `\x1b`, `\u{202e}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) {
        Cow::Owned(escape(text.chars(), text.len()))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for bytes, such as a path: those that are not UTF-8 show as `\xff`.
pub(crate) fn visible_bytes(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = bytes.to_str() {
        return visible(text);
    }
    let mut shown = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        shown.push_str(&visible(chunk.valid()));
        for byte in chunk.invalid() {
            push_byte(&mut shown, *byte);
        }
    }
    Cow::Owned(shown)
}

/// The same for text of several lines: line breaks and tabs stay.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    let hidden = |c| is_hidden(c) && !matches!(c, '\n' | '\t');
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive(['\n', '\t']) {
        let end = line.len() - usize::from(line.ends_with(['\n', '\t']));
        shown.push_str(&visible(&line[..end]));
        shown.push_str(&line[end..]);
    }
    Cow::Owned(shown)
}

fn escape(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut shown = String::with_capacity(length + 16);
    for c in characters {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if !is_hidden(c) => shown.push(c),
            c if c.is_ascii() => push_byte(&mut shown, c as u8),
            c => shown.extend(c.escape_unicode()),
        }
    }
    shown
}

fn push_byte(shown: &mut String, byte: u8) {
    // Writing into a string cannot fail.
    let _ = write!(shown, "\\x{byte:02x}");
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use insta::assert_snapshot;

    use super::{visible, visible_bytes, visible_lines};

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in [
            "services/auth/lib.rs",
            "été.md",
            "मनुष्य",
            "👩\u{200d}🚀.md",
            "می\u{200c}خواهم",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_snapshot!(visible("a\nb\tc\r\u{1b}[2Jd\u{7f}\u{9b}e\0"), @r"a\nb\tc\r\x1b[2Jd\x7f\u{9b}e\x00");
    }

    #[test]
    fn reordering_and_invisible_characters_are_written_out() {
        assert_snapshot!(visible("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{2028}f"), @r"a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{2028}f");
    }

    #[test]
    fn bytes_that_are_no_text_are_written_out() {
        assert_snapshot!(visible_bytes(b"caf\xe9/\x1b\xff.md"), @r"caf\xe9/\x1b\xff.md");
        assert_snapshot!(visible_bytes("café".as_bytes()), @"café");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(visible_lines("a\n\tb\u{1b}[0m\r\n"), "a\n\tb\\x1b[0m\\r\n");
        assert!(matches!(visible_lines("a\nb\n"), Cow::Borrowed(_)));
    }
}
