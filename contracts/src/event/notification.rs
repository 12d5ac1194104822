//! Events about notifications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::EventData;
use crate::notification::v1::Channel;
use crate::{NotificationId, UserId};

/// `notification.sent`: a user was told something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotificationSent {
    /// Which notification.
    pub notification_id: NotificationId,
    /// Who was told.
    pub user_id: UserId,
    /// The way it was sent.
    pub channel: Channel,
}

impl EventData for NotificationSent {
    const TYPE: &'static str = "notification.sent";
    const VERSION: u32 = 1;
}
