//! The token in every form, by which a page of ours is told from a forged one (CSRF): a keyed hash of the
//! cookie that the page was sent with. Whoever forges a request cannot read the cookie, so cannot know it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::SessionId;
use crate::assets::hex;

/// The name of the form field that carries the token.
pub(crate) const FIELD: &str = "form-token";

/// Makes and checks tokens. It lives as long as the process, as sessions do.
#[derive(Clone)]
pub(crate) struct FormKey(Hmac<Sha256>);

impl FormKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut key = [0; 64];
        getrandom::fill(&mut key)?;
        Ok(Self(Hmac::new(&key.into())))
    }

    /// The token of forms on pages for that cookie.
    pub(crate) fn token(&self, cookie: &SessionId) -> String {
        hex(&self.hash(cookie).finalize().into_bytes())
    }

    /// Whether it is the token of that cookie; compared in constant time.
    pub(crate) fn holds(&self, cookie: &SessionId, token: &str) -> bool {
        let mut bytes = [0_u8; 32];
        if token.len() != bytes.len() * 2 || !token.is_ascii() {
            return false;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            match u8::from_str_radix(&token[index * 2..index * 2 + 2], 16) {
                Ok(read) => *byte = read,
                Err(_) => return false,
            }
        }
        self.hash(cookie).verify_slice(&bytes).is_ok()
    }

    fn hash(&self, cookie: &SessionId) -> Hmac<Sha256> {
        self.0.clone().chain_update(cookie.expose())
    }
}

impl std::fmt::Debug for FormKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("FormKey(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::{FormKey, SessionId};

    #[test]
    fn a_token_holds_for_its_cookie_and_its_key_only() {
        let key = FormKey::random().unwrap();
        let cookie = SessionId::random().unwrap();
        let token = key.token(&cookie);
        assert!(key.holds(&cookie, &token));
        assert!(!key.holds(&SessionId::random().unwrap(), &token));
        assert!(!FormKey::random().unwrap().holds(&cookie, &token));
        for forged in ["", "zz", "é", &token[1..], &"0".repeat(64), &"é".repeat(32)] {
            assert!(!key.holds(&cookie, forged), "{forged}");
        }
    }
}
