//! Comments of HTML, in which Orion's markers stand.

/// What a comment begins with.
const OPEN: &str = "<!--";

/// The text without the beginning or the end of a comment: a space breaks them. In Markdown an entity would do as well,
/// but not where the text turns out to stand in code.
pub(super) fn without_comments(text: &str) -> String {
    text.replace(OPEN, "<! --").replace("-->", "-- >")
}

/// The text without the beginning of one of Orion's markers, and otherwise to the letter: a diff that holds comments
/// still applies.
pub(super) fn without_markers(text: &str) -> String {
    let mut rest = text;
    let mut whole = String::with_capacity(text.len());
    while let Some(at) = rest.find(OPEN) {
        let (before, comment) = rest.split_at(at);
        let (open, after) = comment.split_at(OPEN.len());
        whole.push_str(before);
        let is_marker = after.trim_start().starts_with("orion:");
        whole.push_str(if is_marker { "<! --" } else { open });
        rest = after;
    }
    whole.push_str(rest);
    whole
}
