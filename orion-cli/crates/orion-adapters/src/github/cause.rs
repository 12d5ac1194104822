//! What is at the bottom of a failure.

use std::error::Error;

/// What was at the bottom of it: those above only say that something was.
pub(super) fn cause(error: &octocrab::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
