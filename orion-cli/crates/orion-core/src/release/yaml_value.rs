//! Where a value stands in a YAML document whose maps are written line by line. Others are left alone.

use std::ops::Range;

/// Where the plain or quoted value at the end of that path of keys stands, without quotes.
pub(super) fn find(text: &str, path: &[&str]) -> Option<Range<usize>> {
    let mut depth = 0;
    // How far the keys of the map that is looked at are indented; the first of them tells.
    let mut indents = vec![Some(0)];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let content = line.trim_end();
        let indent = content.len() - content.trim_start_matches(' ').len();
        let content = &content[indent..];
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let expected = match indents.last()? {
            Some(expected) => *expected,
            None if indent > indents.iter().rev().nth(1).copied().flatten()? => {
                *indents.last_mut()? = Some(indent);
                indent
            }
            None => return None,
        };
        if indent < expected {
            // The map that was entered is over, and had no such key.
            return None;
        }
        if indent > expected {
            continue;
        }
        let Some(value) = value_of(content, path.get(depth)?) else {
            continue;
        };
        let is_map = value.is_empty() || value.starts_with('#');
        if depth + 1 == path.len() {
            if is_map {
                return None;
            }
            let at = from + indent + (content.len() - value.len());
            return scalar(value).map(|range| at + range.start..at + range.end);
        }
        if !is_map {
            return None;
        }
        depth += 1;
        indents.push(None);
    }
    None
}

/// What stands behind the key and its colon.
fn value_of<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let quoted = [format!("\"{key}\""), format!("'{key}'")];
    let rest = line.strip_prefix(key).or_else(|| {
        quoted
            .iter()
            .find_map(|key| line.strip_prefix(key.as_str()))
    })?;
    let rest = rest.trim_start_matches(' ').strip_prefix(':')?;
    let is_end = rest.is_empty() || rest.starts_with(' ');
    is_end.then(|| rest.trim_start_matches(' '))
}

/// The part of a value that is neither quotes nor a comment.
fn scalar(value: &str) -> Option<Range<usize>> {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.find(quote).map(|end| 1..end + 1);
        }
    }
    let end = value.find(" #").unwrap_or(value.len());
    let plain = value[..end].trim_end();
    let is_plain = !plain.is_empty() && !plain.starts_with(['{', '[', '&', '*', '!', '|', '>']);
    is_plain.then_some(0..plain.len())
}
