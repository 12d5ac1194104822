//! What texts may be: their lengths, in characters, and what may stand in them. Each rule is there twice, as a
//! regular expression for the schemas and as code for the services; `tests/limits.rs` finds where they differ.
//!
//! The expressions name every character by its number: `\s` is not the same set in any two languages.

/// The shortest address: one character on either side of the `@`.
pub const EMAIL_MIN: usize = 3;
/// The longest address (RFC 5321, section 4.5.3.1, without the angle brackets).
pub const EMAIL_MAX: usize = 254;
/// One `@` with text on both sides, and neither white space nor control characters.
pub const EMAIL_PATTERN: &str = r"^[^@\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+@[^@\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$";

/// The shortest password that a new account may have.
pub const PASSWORD_MIN: usize = 8;
/// The longest password that is looked at.
pub const PASSWORD_MAX: usize = 128;

/// The longest name.
pub const DISPLAY_NAME_MAX: usize = 100;
/// No control characters, and something other than white space.
pub const DISPLAY_NAME_PATTERN: &str = r"^[^\u0000-\u001f\u007f-\u009f]*[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000][^\u0000-\u001f\u007f-\u009f]*$";

/// The longest text that is searched for.
pub const SEARCH_MAX: usize = 100;
/// No control characters.
pub const SEARCH_PATTERN: &str = r"^[^\u0000-\u001f\u007f-\u009f]*$";

/// The longest token that is looked at.
pub const TOKEN_MAX: usize = 4096;

/// The most notifications that are marked at once.
pub const MARK_READ_MAX: usize = 100;

/// What is wrong with an address.
pub(crate) fn email(text: &str) -> Option<String> {
    length(text, EMAIL_MIN, EMAIL_MAX).or_else(|| {
        if text
            .chars()
            .any(|character| character.is_whitespace() || character.is_control())
        {
            return Some("must not hold white space or control characters".to_owned());
        }
        match text.split_once('@') {
            Some((name, host)) if !name.is_empty() && !host.is_empty() && !host.contains('@') => {
                None
            }
            _ => Some("must hold one `@` with text on both sides".to_owned()),
        }
    })
}

/// What is wrong with a name.
pub(crate) fn display_name(text: &str) -> Option<String> {
    length(text, 1, DISPLAY_NAME_MAX).or_else(|| {
        if text.chars().any(char::is_control) {
            return Some("must not hold control characters".to_owned());
        }
        text.trim()
            .is_empty()
            .then(|| "must hold more than white space".to_owned())
    })
}

/// What is wrong with a text to search for.
pub(crate) fn search(text: &str) -> Option<String> {
    length(text, 0, SEARCH_MAX).or_else(|| {
        text.chars()
            .any(char::is_control)
            .then(|| "must not hold control characters".to_owned())
    })
}

/// What is wrong with a text that may only be too short or too long.
pub(crate) fn length(text: &str, least: usize, most: usize) -> Option<String> {
    count(text.chars().count(), least, most, "characters")
}

/// What is wrong with a number of things.
pub(crate) fn count(found: usize, least: usize, most: usize, what: &str) -> Option<String> {
    let refused = !(least..=most).contains(&found);
    refused.then(|| match least {
        0 => format!("must be at most {most} {what}, not {found}"),
        _ => format!("must be {least} to {most} {what}, not {found}"),
    })
}

/// What is wrong with how many items are wanted on a page.
pub(crate) fn limit(limit: Option<u16>) -> Option<String> {
    let refused = limit.is_some_and(|limit| !(1..=crate::page::MAX_LIMIT).contains(&limit));
    refused.then(|| format!("must be 1 to {}", crate::page::MAX_LIMIT))
}
