//! Where notices go beside GitHub.

use super::{Message, NoticeError};

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
