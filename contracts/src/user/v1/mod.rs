//! Version 1 of the user API.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::object::objects;
use crate::page::{Cursor, DEFAULT_LIMIT, MAX_LIMIT};
use crate::problem::FieldError;
use crate::text::{self, DISPLAY_NAME_MAX, DISPLAY_NAME_PATTERN, SEARCH_MAX, SEARCH_PATTERN};
use crate::validate::Faults;
use crate::words::words;
use crate::{UserId, Validate};

mod examples;
pub mod operations;

pub use operations::API;

words! {
    /// Whether a user may use the platform.
    UserStatus {
        /// They may.
        Active = "active",
        /// Not until somebody turns them on again.
        Deactivated = "deactivated",
    }
}

/// A user, as other people see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// Which user.
    pub id: UserId,
    /// Their address.
    pub email: String,
    /// What they are called.
    pub display_name: String,
    /// Whether they may use the platform.
    pub status: UserStatus,
    /// How often they were changed, counted from 1: what `ETag` and `If-Match` carry.
    #[schemars(range(min = 1))]
    pub version: u64,
    /// When they came, UTC.
    pub created_at: Timestamp,
    /// When they were last changed, UTC.
    pub updated_at: Timestamp,
}

/// Which users are listed, oldest first, as query parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListUsersRequest {
    /// The `next` of the page before; the first page without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// The most users wanted; the service may give fewer. 50 when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MAX_LIMIT), extend("default" = DEFAULT_LIMIT))]
    pub limit: Option<u16>,
    /// Only users whose address or name holds this text, in whatever case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = SEARCH_MAX), regex(pattern = SEARCH_PATTERN))]
    pub search: Option<String>,
}

impl ListUsersRequest {
    /// How many users a page has.
    #[must_use]
    pub fn limit(&self) -> u16 {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }
}

impl Validate for ListUsersRequest {
    fn faults(&self) -> Vec<FieldError> {
        Faults::default()
            .at("/limit", text::limit(self.limit))
            .at("/search", self.search.as_deref().and_then(text::search))
            .list()
    }
}

/// Changes what is given and leaves the rest as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct UpdateUserRequest {
    /// A new name. White space around it is dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = DISPLAY_NAME_MAX), regex(pattern = DISPLAY_NAME_PATTERN))]
    pub display_name: Option<String>,
    /// Turned on or off, by an admin only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<UserStatus>,
}

impl Validate for UpdateUserRequest {
    fn faults(&self) -> Vec<FieldError> {
        let name = self.display_name.as_deref();
        let unknown = self.status == Some(UserStatus::Unknown);
        Faults::default()
            .at("/display_name", name.and_then(text::display_name))
            .at(
                "/status",
                unknown.then_some("must be `active` or `deactivated`"),
            )
            .list()
    }
}

objects!(UpdateUserRequest);
