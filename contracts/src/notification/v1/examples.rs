//! Examples of the notification API.

use jiff::Timestamp;

use super::{
    Channel, ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification,
    StreamMessage, StreamRequest,
};
use crate::api::Example;
use crate::page::{Cursor, Page};
use crate::{EventId, NotificationId, UserId};

impl Example for Notification {
    fn example() -> Self {
        Self {
            id: NotificationId::example(),
            user_id: UserId::example(),
            event_id: EventId::example(),
            channel: Channel::InApp,
            title: "Welcome to Orion".to_owned(),
            body: "Your account is open, Ada Lovelace.".to_owned(),
            sent_at: Timestamp::constant(1_767_603_601, 0),
            read_at: None,
        }
    }
}

impl Example for Page<Notification> {
    fn example() -> Self {
        Self {
            items: vec![Notification::example()],
            next: Some(Cursor::example()),
        }
    }
}

impl Example for ListNotificationsRequest {
    fn example() -> Self {
        Self {
            limit: Some(20),
            unread: true,
            ..Self::default()
        }
    }
}

impl Example for MarkReadRequest {
    fn example() -> Self {
        Self {
            ids: vec![NotificationId::example()],
        }
    }
}

impl Example for MarkReadResponse {
    fn example() -> Self {
        Self { marked: 1 }
    }
}

impl Example for StreamRequest {
    fn example() -> Self {
        Self { all: false }
    }
}

impl Example for StreamMessage {
    fn example() -> Self {
        Self::Notification {
            notification: Notification::example(),
        }
    }
}
