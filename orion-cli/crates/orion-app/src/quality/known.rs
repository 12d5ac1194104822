//! What somebody else found out, or why it is not known.

use jiff::Timestamp;

/// A fact with the time at which it was true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<T> {
    /// The fact.
    pub value: T,
    /// When it was asked for.
    pub at: Timestamp,
}

/// A fact, or why it is not known, in half a sentence: "there is no token for GitHub".
pub type Known<T> = Result<Seen<T>, String>;
