//! What can be asked of the notification service.

use http::Method;

use super::{
    ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification, StreamMessage,
    StreamRequest,
};
use crate::api::{Access, Api, JSON, Operation};
use crate::page::Page;
use crate::problem::ProblemCode::Forbidden;

/// The notification API.
pub const API: Api = Api {
    name: "notification-api",
    service: "notifications",
    title: "Orion notification API",
    version: "1.0.0",
    description: "What somebody was told, and whether they have read it.",
    operations: &[LIST_NOTIFICATIONS, MARK_READ, STREAM],
    document: include_str!("../../../openapi/notification-api.json"),
};

/// Lists notifications.
pub const LIST_NOTIFICATIONS: Operation =
    Operation::new(Method::GET, "/v1/notifications", "listNotifications")
        .about(
            "List notifications",
            "Newest first, in pages: one's own; for admins anybody's, or everybody's.",
        )
        .for_whom(Access::User)
        .with_query::<ListNotificationsRequest>()
        .answers::<Page<Notification>>(200, "A page of notifications.")
        .refuses(&[Forbidden]);

/// Marks notifications as read.
pub const MARK_READ: Operation = Operation::new(Method::POST, "/v1/notifications/read", "markRead")
    .about(
        "Mark notifications as read",
        "One's own. Marking one twice changes nothing.",
    )
    .for_whom(Access::User)
    .with_body::<MarkReadRequest>(JSON)
    .answers::<MarkReadResponse>(200, "How many are read now that were not before.");

/// Pushes notifications as they come.
pub const STREAM: Operation = Operation::new(Method::GET, "/v1/notifications/stream", "stream")
    .about(
        "Be told of notifications as they come",
        "A WebSocket (RFC 6455): one's own notifications; everybody's for admins. Each text frame is one message. \
         The service pings every 20 seconds. Messages of an unknown type are to be passed over.",
    )
    .for_whom(Access::User)
    .with_query::<StreamRequest>()
    .pushes::<StreamMessage>("The WebSocket is open.")
    .refuses(&[Forbidden]);
