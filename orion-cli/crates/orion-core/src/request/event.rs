//! What happens to a request's issue.

use jiff::Timestamp;

/// Something that happened to an issue, as GitHub tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// The login of who did it; none when that account is gone, or GitHub did not say.
    pub actor: Option<String>,
    /// What.
    pub kind: EventKind,
}

/// What may happen to an issue, as far as requests look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// It got a label.
    Labeled(String),
    /// It lost a label.
    Unlabeled(String),
    /// Somebody wrote a comment, with this text.
    Commented(String),
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
}
