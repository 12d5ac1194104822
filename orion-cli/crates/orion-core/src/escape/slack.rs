//! Slack's own markup, "mrkdwn".

use super::hidden::in_lines;

/// What rings for everybody behind an `@`.
const EVERYBODY: [&str; 4] = ["channel", "here", "everyone", "group"];

/// The text as it reads in a Slack message, with nothing in it that rings for a channel.
///
/// `&`, `<` and `>` become entities, so that there is neither a link nor a `<!channel>`. Slack may find `@channel` in
/// plain text, too: a space goes behind that `@`, which can be seen and copied. For `*`, `_` and `~` Slack knows no
/// escape, and something invisible between them would be copied along; a text that has one is therefore sent as code,
/// where they mean nothing. A backtick would end that code and becomes an apostrophe: the one character that is not
/// what it was. Code does not show in the label of a link, so a text belongs behind a link, not into it.
#[must_use]
pub fn mrkdwn(text: &str) -> String {
    let text = in_lines(&text.replace("\r\n", "\n"));
    let text = text.trim();
    let is_quote = |line: &str| line.trim_start().starts_with('>');
    let is_formatted = text.contains(['*', '_', '~', '`']) || text.lines().any(is_quote);
    let mut escaped = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '`' => escaped.push('\''),
            c => escaped.push(c),
        }
        if matches!(c, '@' | '＠') && is_everybody(&text[at + c.len_utf8()..]) {
            escaped.push(' ');
        }
    }
    if !is_formatted {
        escaped
    } else if escaped.contains('\n') {
        format!("```\n{escaped}\n```")
    } else {
        format!("`{escaped}`")
    }
}

fn is_everybody(text: &str) -> bool {
    EVERYBODY.iter().any(|word| {
        text.get(..word.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
    })
}
