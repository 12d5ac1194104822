//! Values that several of these commands take.

use std::time::Duration;

use clap::ValueEnum;
use jiff::{SignedDuration, Timestamp};
use orion_core::stack::Level;

/// What runs the stack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuntimeChoice {
    /// The container engine; the embedded platform where there is none, or an image is not to be had
    #[default]
    Auto,
    /// The container engine
    Docker,
    /// All services in one process
    Embedded,
}

/// A span such as `90s`, `5m`, `1h30m` or `500ms`; never negative.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let span: SignedDuration = text
        .parse()
        .map_err(|_| "it is no duration such as `90s`, `5m` or `1h30m`".to_owned())?;
    Duration::try_from(span).map_err(|_| "it is negative".to_owned())
}

/// A moment: an RFC 3339 time, or how long ago (`10m`). In seconds since 1970 UTC.
pub(super) fn moment(text: &str) -> Result<i64, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time.as_second());
    }
    let ago = duration(text).map_err(|_| {
        "it is neither a duration such as `10m` nor a time such as `2026-01-31T09:00:00Z`"
            .to_owned()
    })?;
    let ago = SignedDuration::try_from(ago).map_err(|_| "it is too long ago".to_owned())?;
    let time = Timestamp::now().checked_sub(ago);
    time.map(Timestamp::as_second)
        .map_err(|_| "it is too long ago".to_owned())
}

/// A level, by any word that loggers use for it.
pub(super) fn level(text: &str) -> Result<Level, String> {
    let known = Level::ALL.map(Level::as_str).join("`, `");
    Level::named(text).ok_or_else(|| format!("the levels are `{known}`"))
}
