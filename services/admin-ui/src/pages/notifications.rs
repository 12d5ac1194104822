//! The list of notifications.

use askama::Template;
use orion_contracts::notification::v1::{Channel, Notification};

use super::{Frame, Moment, Paging};

/// Some of them: everyone's, one's own, or one user's.
#[derive(Debug, Template)]
#[template(path = "notifications.html")]
pub(crate) struct NotificationsPage {
    pub(crate) frame: Frame,
    pub(crate) views: Vec<View>,
    pub(crate) caption: String,
    /// What to say when there are none.
    pub(crate) empty: &'static str,
    /// Whether they are of who looks, who may mark them as read.
    pub(crate) own: bool,
    /// Where to come back to when they are marked.
    pub(crate) back: String,
    pub(crate) rows: Vec<NotificationRow>,
    pub(crate) pages: Paging,
}

/// Which notifications may be looked at.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) current: bool,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct NotificationRow {
    id: String,
    user: String,
    to: String,
    title: String,
    body: String,
    channel: &'static str,
    sent_at: Moment,
    read_at: Option<Moment>,
}

impl NotificationsPage {
    /// Whether there is anything to be marked.
    fn markable(&self) -> bool {
        self.own && self.rows.iter().any(|row| row.read_at.is_none())
    }
}

impl NotificationRow {
    /// Of a notification to somebody who is called `to`.
    pub(crate) fn new(notification: Notification, to: String) -> Self {
        Self {
            id: notification.id.to_string(),
            user: notification.user_id.to_string(),
            to,
            title: notification.title,
            body: notification.body,
            channel: match notification.channel {
                Channel::InApp => "platform",
                Channel::Email => "e-mail",
                Channel::Unknown => "unknown",
            },
            sent_at: Moment(notification.sent_at),
            read_at: notification.read_at.map(Moment),
        }
    }
}
