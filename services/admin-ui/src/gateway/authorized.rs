//! The gateway, asked in somebody's name.

use axum::http::HeaderMap;
use orion_contracts::UserId;
use orion_contracts::auth::v1::{AccessToken, IntrospectRequest, IntrospectionResponse};
use orion_contracts::client::{
    AuthClient, Connection, GatewayClient, NotificationClient, UserClient,
};
use orion_contracts::gateway::v1::PlatformHealth;
use orion_contracts::notification::v1::{
    ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification, StreamRequest,
};
use orion_contracts::page::Page;
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, User};

use super::{ActivityStream, Trouble};

/// Asks with an access token. Each question takes it whole, so that the answer can be waited for anywhere.
#[derive(Debug, Clone)]
pub(crate) struct Authorized {
    connection: Connection,
    headers: HeaderMap,
    token: AccessToken,
}

impl Authorized {
    pub(super) fn new(connection: Connection, headers: HeaderMap, token: AccessToken) -> Self {
        Self {
            connection: connection.with_bearer(token.clone()),
            headers,
            token,
        }
    }

    /// What auth says of the token itself.
    pub(crate) async fn introspect(self) -> Result<IntrospectionResponse, Trouble> {
        let request = IntrospectRequest {
            token: self.token,
            token_type_hint: None,
        };
        Ok(AuthClient::new(self.connection)
            .introspect(&request)
            .await?)
    }

    /// Whose token it is.
    pub(crate) async fn me(self) -> Result<User, Trouble> {
        Ok(self.of_users().me().await?)
    }

    /// A page of users.
    pub(crate) async fn users(self, request: ListUsersRequest) -> Result<Page<User>, Trouble> {
        Ok(self.of_users().list(&request).await?)
    }

    /// One user.
    pub(crate) async fn user(self, id: UserId) -> Result<User, Trouble> {
        Ok(self.of_users().get(id).await?)
    }

    /// Changes a user who still is at that version.
    pub(crate) async fn update_user(
        self,
        id: UserId,
        version: u64,
        request: UpdateUserRequest,
    ) -> Result<User, Trouble> {
        Ok(self.of_users().update(id, version, &request).await?)
    }

    /// Deletes a user who still is at that version.
    pub(crate) async fn delete_user(self, id: UserId, version: u64) -> Result<(), Trouble> {
        Ok(self.of_users().delete(id, version).await?)
    }

    /// A page of notifications.
    pub(crate) async fn notifications(
        self,
        request: ListNotificationsRequest,
    ) -> Result<Page<Notification>, Trouble> {
        Ok(self.of_notifications().list(&request).await?)
    }

    /// Marks one's own notifications as read.
    pub(crate) async fn mark_read(
        self,
        request: MarkReadRequest,
    ) -> Result<MarkReadResponse, Trouble> {
        Ok(self.of_notifications().mark_read(&request).await?)
    }

    /// Everybody's notifications as they come.
    pub(crate) async fn activity(self) -> Result<ActivityStream, Trouble> {
        let everybody = StreamRequest { all: true };
        let address = NotificationClient::new(self.connection).stream_address(&everybody);
        ActivityStream::open(&address, self.headers, &self.token).await
    }

    /// How every service is.
    pub(crate) async fn health(self) -> Result<PlatformHealth, Trouble> {
        Ok(GatewayClient::new(self.connection)
            .platform_health()
            .await?)
    }

    fn of_users(self) -> UserClient {
        UserClient::new(self.connection)
    }

    fn of_notifications(self) -> NotificationClient {
        NotificationClient::new(self.connection)
    }
}
