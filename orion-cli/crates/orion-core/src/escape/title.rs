//! The title of an issue.

use super::hidden::on_one_line;

/// How long GitHub lets a title be, in characters.
pub const TITLE_LENGTH: usize = 256;

/// The text as a title: on one line, with what is hidden shown, and cut with `…` where it is longer than
/// [`TITLE_LENGTH`].
#[must_use]
pub fn title(text: &str) -> String {
    let mut line = on_one_line(text);
    if line.chars().count() > TITLE_LENGTH {
        line = line.chars().take(TITLE_LENGTH - 1).collect();
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}
