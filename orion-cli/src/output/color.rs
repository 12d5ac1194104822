//! Whether a stream gets colours.

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

use crate::cli::Color;

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Whether `stream` gets colours: the flag decides, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR` and `TERM`,
/// then whether it is a terminal. On Windows this also makes the console understand them.
pub(super) fn is_colored<S: RawStream>(stream: S, color: Color) -> bool {
    AutoStream::new(stream, color.into()).current_choice() != ColorChoice::Never
}
