//! Several lines of Markdown, in which their writer may do as they like.

use super::comment::without_comments;
use super::fence::Fence;
use super::hidden::in_lines;

/// What begins HTML that goes on over empty lines, and what ends it.
const LASTING: [(&str, &str); 7] = [
    ("<?", "?>"),
    ("<![cdata[", "]]>"),
    ("<!", ">"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// The text as its writer's own Markdown, in lines. It may mention people and link: its writer may, too.
///
/// It opens no comment. A block of code that it leaves open is closed for it, as is `<details>`; other HTML that would go
/// on over empty lines is shown as it was written where it is left open. Otherwise it would swallow what comes after it.
#[must_use]
pub fn markdown_block(text: &str) -> String {
    let text = without_comments(&in_lines(&text.replace("\r\n", "\n")));
    let text = text.trim_start_matches('\n').trim_end();
    let lower = text.to_ascii_lowercase();
    let mut block = String::with_capacity(text.len() + 16);
    let mut fence: Option<Fence<'_>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (indent, rest) = line.split_at(line.len() - line.trim_start_matches(' ').len());
        block.push_str(indent);
        // Further to the right it is code already.
        if indent.len() <= 3 {
            let opened = fence.is_none().then(|| Fence::opened_by(indent, rest));
            match (&fence, opened.flatten()) {
                (Some(open), _) if open.is_closed_by(rest) => fence = None,
                (None, Some(open)) => fence = Some(open),
                (None, None) if lasts(&lower[at + indent.len()..]) => block.push('\\'),
                _ => {}
            }
        }
        block.push_str(rest);
        at += line.len();
    }
    if let Some(fence) = fence {
        block.push('\n');
        block.push_str(&fence.closing());
    }
    let details = lower.matches("<details").count();
    for _ in lower.matches("</details").count()..details {
        block.push_str("\n\n</details>");
    }
    block
}

/// Whether the text, in lower case, begins with HTML that does not end in it.
fn lasts(text: &str) -> bool {
    LASTING.iter().any(|(begin, end)| {
        text.strip_prefix(begin)
            .is_some_and(|rest| !rest.contains(end))
    })
}
