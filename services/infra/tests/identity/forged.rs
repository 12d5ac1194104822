//! Tokens as nobody honest writes them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orion_infra::identity::SigningKey;
use ring::hmac;
use ring::signature::Ed25519KeyPair;
use serde::Serialize;
use serde_json::{Value, json};

/// The header that a key's tokens have.
pub(crate) fn header(key: &SigningKey) -> Value {
    json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": key.id() })
}

/// A token with any header and any claims, signed well.
pub(crate) fn signed(key: &SigningKey, header: &Value, claims: &impl Serialize) -> String {
    let message = message(header, claims);
    let pair = Ed25519KeyPair::from_pkcs8(key.to_pkcs8()).unwrap();
    with_signature(&message, pair.sign(message.as_bytes()).as_ref())
}

/// One that is signed with the public key as if it were a secret that both sides share.
pub(crate) fn with_hmac(key: &SigningKey, claims: &impl Serialize) -> String {
    let header = json!({ "typ": "at+jwt", "alg": "HS256", "kid": key.id() });
    let message = message(&header, claims);
    let public = URL_SAFE_NO_PAD.decode(key.jwk().x).unwrap();
    let secret = hmac::Key::new(hmac::HMAC_SHA256, &public);
    with_signature(&message, hmac::sign(&secret, message.as_bytes()).as_ref())
}

/// One that is not signed at all.
pub(crate) fn unsigned(key: &SigningKey, claims: &impl Serialize) -> String {
    let header = json!({ "typ": "at+jwt", "alg": "none", "kid": key.id() });
    format!("{}.", message(&header, claims))
}

fn message(header: &Value, claims: &impl Serialize) -> String {
    format!("{}.{}", part(header), part(claims))
}

fn part(value: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap())
}

fn with_signature(message: &str, signature: &[u8]) -> String {
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
