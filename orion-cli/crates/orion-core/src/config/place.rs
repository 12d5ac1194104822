//! Places inside a string as it is written, quotes and escapes included.

use std::ops::Range;

/// Where a part of a string's text stands in the source. `span` is where the whole string stands, with its
/// quotes; `part` counts bytes of the text that it means. A place outside the string gives the whole string.
pub(crate) fn inside(source: &str, span: &Range<usize>, part: &Range<usize>) -> Range<usize> {
    let Some(written) = source.get(span.clone()) else {
        return span.clone();
    };
    match (offset(written, part.start), offset(written, part.end)) {
        (Some(start), Some(end)) => {
            // An empty part still needs something to point at.
            let end = end.max(start + 1).min(span.len());
            span.start + start..(span.start + end).max(span.start + start)
        }
        _ => span.clone(),
    }
}

/// Where the byte `wanted` of the text stands in the string as it is written.
fn offset(written: &str, wanted: usize) -> Option<usize> {
    let (open, escapes) = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| written.starts_with(quote))
        .map_or((0, false), |quote| (quote.len(), quote.starts_with('"')));
    let mut at = open;
    if open == 3 {
        // A line break right after the opening quotes is not part of the text.
        let body = &written[open..];
        at += ["\r\n", "\n"]
            .into_iter()
            .find(|line_break| body.starts_with(line_break))
            .map_or(0, str::len);
    }
    let mut meant = 0;
    loop {
        let next = step(written.get(at..)?, escapes);
        match next {
            // What is written and means nothing belongs to neither side.
            Some((width, 0)) => at += width,
            _ if meant >= wanted => return Some(at),
            Some((width, bytes)) => {
                at += width;
                meant += bytes;
            }
            None => return None,
        }
    }
}

/// How many bytes the next character takes as it is written, and how many it means.
fn step(rest: &str, escapes: bool) -> Option<(usize, usize)> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    if first != '\\' || !escapes {
        return Some((first.len_utf8(), first.len_utf8()));
    }
    let second = characters.next()?;
    let digits = match second {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ if second.is_whitespace() => {
            // A backslash at the end of a line takes all white space away up to the next text.
            let width = rest[1..].len() - rest[1..].trim_start().len();
            return Some((1 + width, 0));
        }
        _ => return Some((1 + second.len_utf8(), 1)),
    };
    let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The written text of a part of the one string in `source`.
    fn written(source: &str, part: Range<usize>) -> &str {
        &source[inside(source, &(0..source.len()), &part)]
    }

    #[test]
    fn quotes_and_escapes_are_stepped_over() {
        assert_eq!(written(r#""abc""#, 1..2), "b");
        assert_eq!(written("'a\\c'", 1..2), "\\");
        assert_eq!(written(r#""a\tc""#, 2..3), "c");
        assert_eq!(written(r#""\u00e9c""#, 2..3), "c");
        assert_eq!(written(r#""é\U0001F600c""#, 6..7), "c");
        assert_eq!(written(r#""\x41c""#, 1..2), "c");
        assert_eq!(written("\"\"\"\nabc\"\"\"", 1..2), "b");
        assert_eq!(written("\"\"\"\r\na\\\n   c\"\"\"", 1..2), "c");
    }

    #[test]
    fn the_end_of_a_string_points_at_its_closing_quote() {
        assert_eq!(written(r#""abc""#, 3..3), "\"");
        assert_eq!(written(r#""""#, 0..0), "\"");
    }

    #[test]
    fn what_is_outside_gives_the_whole() {
        assert_eq!(written(r#""abc""#, 9..12), r#""abc""#);
        assert_eq!(inside("", &(3..9), &(0..1)), 3..9);
    }
}
