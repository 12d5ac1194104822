//! Commands that can be pasted into a shell as they are printed.

use std::fmt::Write;

/// A word for a POSIX shell: as it is where that is safe, else in quotes. Control characters and bytes that
/// are not UTF-8 are spelled as escapes in `$'…'`, which bash, zsh and ksh read back byte for byte; so the
/// text is always safe to show on a terminal.
#[must_use]
pub fn quote(word: &[u8]) -> String {
    match std::str::from_utf8(word) {
        Ok(text) if is_plain(text) => text.to_owned(),
        Ok(text) if !text.chars().any(is_hidden) => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        _ => spell(word),
    }
}

/// A path for an option's value: quoted, and never taken for an option itself.
#[must_use]
pub fn quote_path(path: &[u8]) -> String {
    if path.starts_with(b"-") {
        return quote(&[b"./", path].concat());
    }
    quote(path)
}

fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            c.is_ascii_alphanumeric()
                || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@' | '%')
                || (!c.is_ascii() && c.is_alphanumeric())
        })
}

/// Whether a character would not show as itself on a terminal, or would turn the text around it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn spell(word: &[u8]) -> String {
    let mut text = String::from("$'");
    for chunk in word.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' => text.push_str(r"\n"),
                '\t' => text.push_str(r"\t"),
                '\r' => text.push_str(r"\r"),
                '\'' => text.push_str(r"\'"),
                '\\' => text.push_str(r"\\"),
                c if is_hidden(c) => spell_bytes(&mut text, c.encode_utf8(&mut [0; 4]).as_bytes()),
                c => text.push(c),
            }
        }
        spell_bytes(&mut text, chunk.invalid());
    }
    text.push('\'');
    text
}

/// Three octal digits end by themselves; a hexadecimal escape would swallow a digit that follows it.
fn spell_bytes(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(text, r"\{byte:03o}");
    }
}

#[cfg(test)]
mod tests {
    use super::{quote, quote_path};

    #[test]
    fn words_survive_a_shell() {
        for (word, quoted) in [
            (&b"contracts/src/user.rs"[..], "contracts/src/user.rs"),
            (b"", "''"),
            (b"a b", "'a b'"),
            (b"it's", r"'it'\''s'"),
            (b"app/[id]/page.tsx", "'app/[id]/page.tsx'"),
            (b"$HOME", "'$HOME'"),
            ("stra\u{df}e/\u{e9}".as_bytes(), "stra\u{df}e/\u{e9}"),
            (b"a\nb", r"$'a\nb'"),
            (b"\x1b[31m'", r"$'\033[31m\''"),
            (b"\xff\x31", r"$'\3771'"),
            ("a\u{202e}b".as_bytes(), r"$'a\342\200\256b'"),
        ] {
            assert_eq!(quote(word), quoted);
        }
    }

    #[test]
    fn a_path_is_never_an_option() {
        assert_eq!(quote_path(b"-rf"), "./-rf");
        assert_eq!(quote_path(b"a-b"), "a-b");
    }
}
