//! The id of a request.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::HeaderValue;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

/// The longest id that is taken from outside, in characters.
const LENGTH_MAX: usize = 128;

/// What a request is called: visible ASCII characters, at most 128.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// A new one: a UUID of version 7 (RFC 9562). It need not be hard to guess, so no system call is spent
    /// on it.
    #[must_use]
    pub fn generate() -> Self {
        let mut random = [0; 10];
        fastrand::fill(&mut random);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let milliseconds = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let id = uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid();
        let mut text = [0; Hyphenated::LENGTH];
        let text = id.hyphenated().encode_lower(&mut text);
        // A UUID is made of hexadecimal digits and hyphens.
        Self(HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("unknown")))
    }

    /// One from outside, if it is fit for a header, a log and a problem.
    #[must_use]
    pub fn received(value: &HeaderValue) -> Option<Self> {
        let bytes = value.as_bytes();
        let is_sound =
            (1..=LENGTH_MAX).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
        is_sound.then(|| Self(value.clone()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// As a header.
    #[must_use]
    pub fn header(&self) -> &HeaderValue {
        &self.0
    }

    /// As the `instance` of a problem: `urn:uuid:…` (RFC 9562, section 4) if it is a UUID, or as it is.
    #[must_use]
    pub fn instance(&self) -> String {
        let text = self.as_str();
        match Uuid::try_parse(text) {
            Ok(id) if text.len() == Hyphenated::LENGTH => id.urn().to_string(),
            _ => text.to_owned(),
        }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("RequestId")
            .field(&self.as_str())
            .finish()
    }
}
