//! Where notices go beside GitHub.

use super::{Message, NoticeError};
use crate::ritual::RitualReport;

/// A place that is not GitHub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OuterSink {
    /// Slack's incoming webhook.
    Slack,
    /// The generic webhook.
    Webhook,
}

/// Tells people, once for each call.
pub trait Notifier {
    /// Sends the message to one place.
    ///
    /// # Errors
    /// [`NoticeError`] when it may not have arrived.
    fn tell(
        &self,
        sink: OuterSink,
        message: &Message,
    ) -> impl Future<Output = Result<(), NoticeError>>;
}

/// Posts what a team tells each other.
pub trait Poster {
    /// Sends the report to Slack, once for each call. Nothing in it rings for anybody.
    ///
    /// # Errors
    /// [`NoticeError`] when it may not have arrived.
    fn post(&self, report: &RitualReport) -> impl Future<Output = Result<(), NoticeError>>;
}
