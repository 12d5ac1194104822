//! What makes a write to GitHub recognisable: GitHub has no idempotency keys.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Stands hidden in the text of an issue or comment, and tells whether it has been written already: made of what is
/// written, so that the same content has the same key on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdempotencyKey(String);

/// Hexadecimal digits of a key: 80 bits.
const LENGTH: usize = 20;

impl IdempotencyKey {
    /// The key of a content, given in parts: where one ends and the next begins counts.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        let mut text = String::with_capacity(LENGTH);
        for byte in &hash.finalize()[..LENGTH / 2] {
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// Reads a key: twenty lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == LENGTH
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The comment that hides it in Markdown.
    #[must_use]
    pub fn marker(&self) -> String {
        format!("<!-- orion:key={self} -->")
    }

    /// Whether the text was written for this key.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&self.marker())
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<IdempotencyKey> for String {
    fn from(key: IdempotencyKey) -> Self {
        key.0
    }
}

impl TryFrom<String> for IdempotencyKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a key is twenty hexadecimal digits")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_its_content_and_of_nothing_else() {
        let key = IdempotencyKey::of(&["contract", "auth-api", "why"]);
        assert_eq!(key, IdempotencyKey::of(&["contract", "auth-api", "why"]));
        assert_ne!(key, IdempotencyKey::of(&["contract", "auth-apiwhy", ""]));
        assert_eq!(IdempotencyKey::parse(key.as_str()), Some(key.clone()));
        assert!(key.is_in(&format!("text\n{}\n", key.marker())));
        assert!(!key.is_in("<!-- orion:key=00000000000000000000 -->"));
        assert_eq!(IdempotencyKey::parse("00000000000000000000 -->x"), None);
    }
}
