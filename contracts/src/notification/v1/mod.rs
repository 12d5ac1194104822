//! Version 1 of the notification API.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::object::objects;
use crate::page::{Cursor, DEFAULT_LIMIT, MAX_LIMIT};
use crate::problem::FieldError;
use crate::text::{self, MARK_READ_MAX};
use crate::validate::Faults;
use crate::words::words;
use crate::{EventId, NotificationId, UserId, Validate};

mod examples;
pub mod operations;
mod stream;

pub use operations::API;
pub use stream::{StreamMessage, StreamRequest};

words! {
    /// The way a notification reaches somebody.
    Channel {
        /// Listed in the platform itself, and pushed to open pages.
        InApp = "in-app",
        /// A letter to their address.
        Email = "email",
    }
}

/// Something a user was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notification {
    /// Which notification.
    pub id: NotificationId,
    /// Whose it is.
    pub user_id: UserId,
    /// The event it tells of: there is one notification for each.
    pub event_id: EventId,
    /// The way it was sent.
    pub channel: Channel,
    /// One line of plain text.
    pub title: String,
    /// Plain text.
    pub body: String,
    /// When it was sent, UTC.
    pub sent_at: Timestamp,
    /// When it was read, UTC; `null` or absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
}

/// Which notifications are listed, newest first, as query parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListNotificationsRequest {
    /// The `next` of the page before; the first page without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// The most notifications wanted; the service may give fewer. 50 when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MAX_LIMIT), extend("default" = DEFAULT_LIMIT))]
    pub limit: Option<u16>,
    /// Only those that nobody has read yet.
    #[serde(default)]
    pub unread: bool,
    /// This user's rather than one's own: for admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// Everybody's rather than one's own: for admins. With `user`, that user's.
    #[serde(default)]
    pub all: bool,
}

impl ListNotificationsRequest {
    /// How many notifications a page has.
    #[must_use]
    pub fn limit(&self) -> u16 {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }
}

impl Validate for ListNotificationsRequest {
    fn faults(&self) -> Vec<FieldError> {
        Faults::default()
            .at("/limit", text::limit(self.limit))
            .list()
    }
}

/// Marks notifications as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct MarkReadRequest {
    /// Which ones; those read already stay as they are, and those of other people are passed over.
    #[schemars(length(min = 1, max = MARK_READ_MAX))]
    pub ids: Vec<NotificationId>,
}

impl Validate for MarkReadRequest {
    fn faults(&self) -> Vec<FieldError> {
        let fault = text::count(self.ids.len(), 1, MARK_READ_MAX, "ids");
        Faults::default().at("/ids", fault).list()
    }
}

objects!(MarkReadRequest);

/// What became of the wish to mark notifications as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarkReadResponse {
    /// How many were unread, and are read now.
    pub marked: u64,
}
