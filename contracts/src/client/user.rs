//! Asks the user service.

use http::header::IF_MATCH;

use super::connection::{done, read};
use super::{ClientError, Connection};
use crate::page::Page;
use crate::user::v1::{ListUsersRequest, UpdateUserRequest, User, operations};
use crate::{EntityTag, UserId};

/// Asks the user service. Every call fails with a [`ClientError`], which says why.
#[derive(Debug, Clone)]
pub struct UserClient(Connection);

#[expect(
    clippy::missing_errors_doc,
    reason = "the type's documentation says it once"
)]
impl UserClient {
    /// A client over that connection.
    #[must_use]
    pub fn new(connection: Connection) -> Self {
        Self(connection)
    }

    /// Asks for a page of users.
    pub async fn list(&self, request: &ListUsersRequest) -> Result<Page<User>, ClientError> {
        read(self.0.ask(&operations::LIST_USERS, None).query(request)).await
    }

    /// Asks who asks.
    pub async fn me(&self) -> Result<User, ClientError> {
        read(self.0.ask(&operations::GET_ME, None)).await
    }

    /// Asks for a user.
    pub async fn get(&self, id: UserId) -> Result<User, ClientError> {
        read(self.0.ask(&operations::GET_USER, Some(&id.to_string()))).await
    }

    /// Changes a user, if they still are at that version.
    pub async fn update(
        &self,
        id: UserId,
        version: u64,
        request: &UpdateUserRequest,
    ) -> Result<User, ClientError> {
        let asking = self.0.ask(&operations::UPDATE_USER, Some(&id.to_string()));
        let asking = asking.header(IF_MATCH, EntityTag(version).to_string());
        read(asking.json(request)).await
    }

    /// Deletes a user, if they still are at that version.
    pub async fn delete(&self, id: UserId, version: u64) -> Result<(), ClientError> {
        let asking = self.0.ask(&operations::DELETE_USER, Some(&id.to_string()));
        done(asking.header(IF_MATCH, EntityTag(version).to_string())).await
    }
}
