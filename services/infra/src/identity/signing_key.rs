//! The key that signs access tokens.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use orion_contracts::auth::v1::{AccessToken, Claims, Jwk};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use super::{TOKEN_TYPE, provider};

/// An Ed25519 key pair. Its private half is wiped from memory when it is dropped, and never shown.
pub struct SigningKey {
    key: EncodingKey,
    jwk: Jwk,
}

/// A key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system has no random numbers.
    #[error("the system has no random numbers for a key")]
    NoRandomness,
    /// It is no Ed25519 key pair in PKCS#8.
    #[error("it is no Ed25519 key in PKCS#8")]
    Malformed,
    /// What is to be signed cannot be written.
    #[error("the token cannot be signed: {0}")]
    Sign(String),
}

impl SigningKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn generate() -> Result<Self, KeyError> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
            .map_err(|_| KeyError::NoRandomness)?;
        Self::from_pkcs8(document.as_ref())
    }

    /// From PKCS#8 (RFC 5958), in DER.
    ///
    /// # Errors
    /// When it is no Ed25519 key.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair =
            Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| KeyError::Malformed)?;
        let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        provider::install();
        Ok(Self {
            key: EncodingKey::from_ed_der(der),
            jwk: Jwk::ed25519(thumbprint(&public), public),
        })
    }

    /// The private key as PKCS#8, in DER: a secret.
    #[must_use]
    pub fn to_pkcs8(&self) -> &[u8] {
        self.key.as_bytes()
    }

    /// From what [`Self::to_text`] gave.
    ///
    /// # Errors
    /// When it is no Ed25519 key.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let der = URL_SAFE_NO_PAD
            .decode(text)
            .map_err(|_| KeyError::Malformed)?;
        Self::from_pkcs8(&der)
    }

    /// The private key as text, for a database: a secret.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.to_pkcs8())
    }

    /// What tokens call it: its thumbprint (RFC 7638).
    #[must_use]
    pub fn id(&self) -> &str {
        &self.jwk.kid
    }

    /// Its public half, to be published.
    #[must_use]
    pub fn jwk(&self) -> Jwk {
        self.jwk.clone()
    }

    /// A token that says so.
    ///
    /// # Errors
    /// When the claims cannot be written, as an unknown role cannot.
    pub fn sign(&self, claims: &Claims) -> Result<AccessToken, KeyError> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(self.jwk.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.key)
            .map(AccessToken::new)
            .map_err(|error| KeyError::Sign(error.to_string()))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

/// SHA-256 over the required members, in the order of their names, without white space (RFC 7638, section 3; RFC 8037,
/// section 2).
fn thumbprint(public: &str) -> String {
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{public}"}}"#);
    URL_SAFE_NO_PAD.encode(digest(&SHA256, members.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{KeyError, SigningKey, thumbprint};

    #[test]
    fn the_id_is_the_thumbprint_of_the_standard_s_example() {
        // RFC 8037, appendix A.3.
        let public = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        assert_eq!(
            thumbprint(public),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        );
    }

    #[test]
    fn it_is_the_same_after_it_was_kept() {
        let key = SigningKey::generate().unwrap();
        let kept = SigningKey::from_text(&key.to_text()).unwrap();
        assert_eq!(kept.jwk(), key.jwk());
        assert_eq!(kept.id(), key.id());
        let other = SigningKey::generate().unwrap();
        assert_ne!(other.id(), key.id());
    }

    #[test]
    fn it_is_never_shown() {
        let key = SigningKey::generate().unwrap();
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("SigningKey {{ id: {:?}, .. }}", key.id()));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(
            SigningKey::from_pkcs8(b"key").unwrap_err(),
            KeyError::Malformed
        );
        assert_eq!(
            SigningKey::from_text("not base64!").unwrap_err(),
            KeyError::Malformed
        );
    }
}
