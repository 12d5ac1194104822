//! Published keys, ready for use.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use orion_contracts::auth::v1::{Jwk, Jwks};
use ring::signature::ED25519_PUBLIC_KEY_LEN;

/// The keys that tokens can be verified with, by their ids.
#[derive(Debug, Default)]
pub(super) struct KeySet(HashMap<String, Arc<DecodingKey>>);

impl KeySet {
    /// Those of the keys that are of use here: the others are passed over, as RFC 7517 (section 5) has it.
    pub(super) fn of(jwks: Jwks) -> Self {
        Self(jwks.keys.into_iter().filter_map(usable).collect())
    }

    pub(super) fn find(&self, id: &str) -> Option<Arc<DecodingKey>> {
        self.0.get(id).cloned()
    }

    /// Whether `next` lacks one of them.
    pub(super) fn loses(&self, next: &Self) -> bool {
        self.0.keys().any(|id| !next.0.contains_key(id))
    }
}

fn usable(jwk: Jwk) -> Option<(String, Arc<DecodingKey>)> {
    let is_ours = jwk.kty == "OKP"
        && jwk.crv == "Ed25519"
        && !jwk.kid.is_empty()
        && jwk.usage.is_none_or(|usage| usage == "sig")
        && jwk.alg.is_none_or(|algorithm| algorithm == "EdDSA");
    if !is_ours {
        return None;
    }
    let public = URL_SAFE_NO_PAD.decode(&jwk.x).ok()?;
    (public.len() == ED25519_PUBLIC_KEY_LEN)
        .then(|| (jwk.kid, Arc::new(DecodingKey::from_ed_der(&public))))
}
