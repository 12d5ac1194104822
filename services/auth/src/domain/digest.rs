//! SHA-256 of what is looked up but not to be kept.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text, base64url without padding: 43 characters.
///
/// It is enough for a text of 256 random bits, which nobody can guess; a password needs Argon2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(String);

impl Digest {
    /// Of the text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Base64UrlUnpadded::encode_string(&Sha256::digest(text)))
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn it_is_the_sha_256_of_the_text() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            Digest::of("abc").as_str(),
            "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
        );
    }
}
