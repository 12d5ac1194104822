//! The `traceparent` header.

use std::fmt;

use axum::http::HeaderValue;

/// The flags that this version knows: sampled, and that the trace's id is random (level 2 of the standard).
const KNOWN_FLAGS: u8 = 0b11;
/// A trace that begins here is recorded, in the log, and its id is random.
const BEGUN_FLAGS: u8 = 0b11;

/// A trace, and one place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceParent {
    trace: u128,
    span: u64,
    flags: u8,
}

impl TraceParent {
    /// The first place of a new trace.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            trace: fastrand::u128(1..),
            span: fastrand::u64(1..),
            flags: BEGUN_FLAGS,
        }
    }

    /// A place of its own in the trace that a caller names, if the caller keeps to the standard.
    #[must_use]
    pub fn received(value: &HeaderValue) -> Option<Self> {
        let mut parts = value.as_bytes().split(|byte| *byte == b'-');
        let version = hexadecimal::<2>(parts.next()?)?;
        let trace = hexadecimal::<32>(parts.next()?).filter(|trace| *trace != 0)?;
        hexadecimal::<16>(parts.next()?).filter(|span| *span != 0)?;
        let flags = u8::try_from(hexadecimal::<2>(parts.next()?)?).ok()?;
        // Later versions may have more parts, and none may have version ff.
        match (version, parts.next()) {
            (0, None) | (1..0xff, _) => {}
            _ => return None,
        }
        Some(Self {
            trace,
            span: fastrand::u64(1..),
            flags: flags & KNOWN_FLAGS,
        })
    }

    /// The trace's id: 32 hexadecimal digits.
    #[must_use]
    pub fn trace_id(&self) -> TraceId {
        TraceId(self.trace)
    }

    /// The header that hands it on, with this place as the caller.
    #[must_use]
    pub fn header(&self) -> HeaderValue {
        let text = format!(
            "00-{}-{:016x}-{:02x}",
            self.trace_id(),
            self.span,
            self.flags
        );
        // It is made of hexadecimal digits and hyphens.
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
    }
}

/// The id of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceId(u128);

impl fmt::Display for TraceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

/// So many lower-case hexadecimal digits, as a number.
fn hexadecimal<const DIGITS: usize>(text: &[u8]) -> Option<u128> {
    if text.len() != DIGITS {
        return None;
    }
    text.iter().try_fold(0, |number, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        Some(number << 4 | u128::from(value))
    })
}
