//! Characters that cannot be seen.

/// Whether a character moves a cursor, reorders what stands around it, or cannot be seen. The two joiners (U+200C,
/// U+200D) are none: several scripts cannot be written without them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line: a line break or tab becomes a space, and everything else that is hidden is shown.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.trim().replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\t' => line.push(' '),
            c => push(&mut line, c),
        }
    }
    line
}

/// The text with its lines and tabs, and everything else that is hidden shown.
pub(super) fn in_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => lines.push(c),
            c => push(&mut lines, c),
        }
    }
    lines
}

fn push(text: &mut String, c: char) {
    if is_hidden(c) {
        text.extend(c.escape_unicode());
    } else {
        text.push(c);
    }
}
