//! Values that several of these commands take.

use std::time::Duration;

use clap::ValueEnum;
use jiff::SignedDuration;
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

/// A level, by any word that loggers use for it.
pub(super) fn level(text: &str) -> Result<Level, String> {
    let known = Level::ALL.map(Level::as_str).join("`, `");
    Level::named(text).ok_or_else(|| format!("the levels are `{known}`"))
}
