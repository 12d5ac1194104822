//! The public keys that access tokens are verified with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A set of keys (RFC 7517, section 5). A reader passes over the keys that it cannot use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Jwks {
    /// The keys: the one that signs now, the ones whose tokens may still be about, and the next.
    pub keys: Vec<Jwk>,
}

/// An Ed25519 public key (RFC 8037, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Jwk {
    /// The family of keys: `OKP`.
    pub kty: String,
    /// The curve: `Ed25519`.
    #[serde(default)]
    #[schemars(!default)]
    pub crv: String,
    /// What the key is for: `sig`.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// The algorithm: `EdDSA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// Which key, as the header of a token names it.
    #[serde(default)]
    #[schemars(!default)]
    pub kid: String,
    /// The public key, base64url without padding.
    #[serde(default)]
    #[schemars(!default)]
    pub x: String,
}

impl Jwk {
    /// A key that access tokens are signed with; `x` is the public key, base64url without padding.
    #[must_use]
    pub fn ed25519(kid: String, x: String) -> Self {
        Self {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            usage: Some("sig".to_owned()),
            alg: Some("EdDSA".to_owned()),
            kid,
            x,
        }
    }
}
