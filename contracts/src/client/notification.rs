//! Asks the notification service.

use super::connection::read;
use super::{ClientError, Connection};
use crate::notification::v1::{
    ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification, StreamRequest,
    operations,
};
use crate::page::Page;

/// Asks the notification service. Every call fails with a [`ClientError`], which says why.
#[derive(Debug, Clone)]
pub struct NotificationClient(Connection);

#[expect(
    clippy::missing_errors_doc,
    reason = "the type's documentation says it once"
)]
impl NotificationClient {
    /// A client over that connection.
    #[must_use]
    pub fn new(connection: Connection) -> Self {
        Self(connection)
    }

    /// Asks for a page of notifications.
    pub async fn list(
        &self,
        request: &ListNotificationsRequest,
    ) -> Result<Page<Notification>, ClientError> {
        read(
            self.0
                .ask(&operations::LIST_NOTIFICATIONS, None)
                .query(request),
        )
        .await
    }

    /// Marks notifications as read.
    pub async fn mark_read(
        &self,
        request: &MarkReadRequest,
    ) -> Result<MarkReadResponse, ClientError> {
        read(self.0.ask(&operations::MARK_READ, None).json(request)).await
    }

    /// The address of the WebSocket that pushes notifications (`ws:` or `wss:`). Opening it takes a client for
    /// WebSockets, and the token in `Authorization`.
    #[must_use]
    pub fn stream_address(&self, request: &StreamRequest) -> String {
        let mut address = self.0.address(&operations::STREAM, None);
        if request.all {
            address.set_query(Some("all=true"));
        }
        let address = String::from(address);
        match address.strip_prefix("http") {
            Some(rest) => format!("ws{rest}"),
            None => address,
        }
    }
}
