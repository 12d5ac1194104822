//! Paths as git stores them: bytes, relative to the repository's root, with `/` between components.

use std::fmt;

use bstr::{BStr, BString, ByteSlice};
use schemars::JsonSchema;
use serde::ser::{Serialize, Serializer};

/// A path inside the repository, byte for byte as git stores it. It need not be UTF-8, and it may hold
/// spaces, newlines and control characters; only output makes those visible.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String")]
pub struct RepoPath(BString);

impl RepoPath {
    /// Takes the bytes as they are.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(BString::from(bytes.into()))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as a byte string, for display.
    #[must_use]
    pub fn as_bstr(&self) -> &BStr {
        self.0.as_bstr()
    }

    /// The text, where the path is UTF-8.
    #[must_use]
    pub fn as_utf8(&self) -> Option<&str> {
        self.0.to_str().ok()
    }
}

impl fmt::Debug for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Bytes that are not UTF-8 show as U+FFFD. Control characters are *not* escaped here: that is for whoever
/// writes to a terminal.
impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<&str> for RepoPath {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// JSON holds text only: bytes that are not UTF-8 become U+FFFD. Reports that must stay exact carry
/// `path_hex` beside it for such a path.
impl Serialize for RepoPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self)
    }
}
