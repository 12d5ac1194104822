//! The name of a namespace.

/// The name of a namespace: a DNS label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace(String);

impl Namespace {
    /// Takes a text of at most 63 small letters, digits and `-`, with a letter or a digit first and last.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let bytes = text.as_bytes();
        let ends = bytes.first().zip(bytes.last());
        let fits = ends.is_some_and(|(first, last)| is_plain(*first) && is_plain(*last))
            && bytes.len() <= 63
            && bytes.iter().all(|byte| is_plain(*byte) || *byte == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
