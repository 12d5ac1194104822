//! Notifications as they come, over a WebSocket.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Notification;
use crate::Validate;
use crate::problem::FieldError;

/// Which notifications are pushed, as query parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StreamRequest {
    /// Everybody's rather than one's own: for admins.
    #[serde(default)]
    pub all: bool,
}

impl Validate for StreamRequest {
    fn faults(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// One text frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum StreamMessage {
    /// Somebody was told something.
    Notification {
        /// What they were told.
        notification: Notification,
    },
    /// A message of a type that this version does not know: it is passed over.
    #[serde(other, skip_serializing)]
    #[schemars(skip)]
    Unknown,
}
