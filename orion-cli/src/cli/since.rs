//! `--since`: from when on.

use jiff::{SignedDuration, Timestamp};

/// Since when: an instant, or how long before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// An instant.
    At(Timestamp),
    /// So long ago.
    Ago(SignedDuration),
}

impl Since {
    /// The instant; the oldest there is where that is too long ago.
    pub(crate) fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::Ago(ago) => now.checked_sub(ago).unwrap_or(Timestamp::MIN),
        }
    }
}

/// Reads it: an RFC 3339 time, or how long ago, also in days (`7d`) and weeks (`2w`).
pub(in crate::cli) fn since(text: &str) -> Result<Since, String> {
    if let Ok(at) = text.parse() {
        return Ok(Since::At(at));
    }
    let days = |number: &str, days: i64| {
        let number: i64 = number.parse().ok()?;
        let hours = number.checked_mul(days)?.checked_mul(24)?;
        SignedDuration::try_from_hours(hours)
    };
    let ago = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => days(number, 1),
        (_, Some(number)) => days(number, 7),
        _ => text.parse().ok(),
    };
    ago.filter(|ago| !ago.is_negative()).map(Since::Ago).ok_or_else(|| {
        "it is neither a duration such as `10m` or `7d` nor a time such as `2026-01-31T09:00:00Z`"
            .to_owned()
    })
}
