//! Why a notice did not arrive. The address that it was for is a secret, and is in none of these.

use thiserror::Error;

/// Why a notice did not arrive.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoticeError {
    /// Nobody said where to.
    #[error("`{variable}` is not set")]
    NoAddress {
        /// The environment variable that would say so.
        variable: String,
    },
    /// What was said is no address.
    #[error("what `{variable}` holds is no `http` or `https` address")]
    NotAnAddress {
        /// The environment variable.
        variable: String,
    },
    /// It was not taken.
    #[error("it was refused with {status}{}", if .answer.is_empty() { String::new() } else { format!(": {answer}") })]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The beginning of what was answered, as it came.
        answer: String,
    },
    /// It could not be sent.
    #[error("it cannot be reached: {cause}")]
    Unreachable {
        /// Why.
        cause: String,
    },
}
