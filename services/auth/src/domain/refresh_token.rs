//! Refresh tokens: opaque to everyone, this service included, which keeps no more than their digests.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use orion_contracts::auth::v1::RefreshToken;

use super::Digest;

/// How many random bytes a token has.
const BYTES: usize = 32;

/// A new token: 256 bits from the operating system's generator, base64url without padding.
///
/// # Errors
/// When the operating system has no random bytes to give.
pub fn generate() -> Result<RefreshToken, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(RefreshToken::new(Base64UrlUnpadded::encode_string(&bytes)))
}

/// What is kept of a token.
#[must_use]
pub fn digest(token: &RefreshToken) -> Digest {
    Digest::of(token.expose())
}

#[cfg(test)]
mod tests {
    use super::{digest, generate};

    #[test]
    fn a_token_has_256_bits_and_is_never_the_same() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one, other);
        assert_ne!(digest(&one), digest(&other));
        assert_eq!(digest(&one), digest(&one));
    }
}
