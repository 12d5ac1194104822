//! A notification before it is kept.

use jiff::Timestamp;
use orion_contracts::notification::v1::{Channel, Notification};
use orion_contracts::{EventId, NotificationId, UserId};

use super::{Audience, Text};

/// A notification that nobody has seen yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotification {
    /// Which notification.
    pub id: NotificationId,
    /// The event that it tells of.
    pub event_id: EventId,
    /// Whose it is.
    pub user_id: UserId,
    /// Who may see it.
    pub audience: Audience,
    /// What kind it is.
    pub kind: &'static str,
    /// What it says.
    pub text: Text,
    /// When it is sent.
    pub sent_at: Timestamp,
}

impl NewNotification {
    /// As others see it.
    #[must_use]
    pub fn shown(&self) -> Notification {
        Notification {
            id: self.id,
            user_id: self.user_id,
            event_id: self.event_id,
            channel: Channel::InApp,
            title: self.text.title.clone(),
            body: self.text.body.clone(),
            sent_at: self.sent_at,
            read_at: None,
        }
    }
}
