//! What happens, as it happens.

use askama::Template;
use orion_contracts::notification::v1::Notification;
use serde::Serialize;

use super::{Frame, Moment};

/// What happened lately, and where the rest comes from.
#[derive(Debug, Template)]
#[template(path = "live.html")]
pub(crate) struct LivePage {
    pub(crate) frame: Frame,
    /// Where the script listens.
    pub(crate) stream: String,
    /// How many rows the page keeps at most.
    pub(crate) most: usize,
    pub(crate) rows: Vec<Activity>,
}

/// Something that happened: somebody was told of it.
#[derive(Debug, Serialize)]
pub(crate) struct Activity {
    user: String,
    to: String,
    title: String,
    body: String,
    #[serde(serialize_with = "machine")]
    sent_at: Moment,
    shown_at: String,
}

impl Activity {
    /// Of a notification to somebody who is called `to`.
    pub(crate) fn new(notification: Notification, to: String) -> Self {
        let sent_at = Moment(notification.sent_at);
        Self {
            user: notification.user_id.to_string(),
            to,
            title: notification.title,
            body: notification.body,
            sent_at,
            shown_at: sent_at.shown(),
        }
    }
}

fn machine<S: serde::Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&moment.machine())
}
