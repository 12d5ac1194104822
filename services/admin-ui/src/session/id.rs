//! What a browser holds of a session: a number that nobody can guess.

use crate::assets::hex;

/// Names a session: 256 random bits. Its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct SessionId(String);

impl SessionId {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// One that a cookie holds, when it can be one at all.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plausible = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        plausible.then(|| Self(text.to_owned()))
    }

    /// As a cookie holds it: not for logs, messages or errors.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SessionId(redacted)")
    }
}
