//! Events about users.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::EventData;
use crate::UserId;
use crate::user::v1::UserStatus;

/// `user.registered`: somebody opened an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserRegistered {
    /// Which user.
    pub user_id: UserId,
    /// Their address.
    pub email: String,
    /// What they are called.
    pub display_name: String,
}

impl EventData for UserRegistered {
    const TYPE: &'static str = "user.registered";
    const VERSION: u32 = 1;
}

/// `user.updated`: a user was changed. It holds the user as they are now, so that a consumer needs no other
/// event to understand it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserUpdated {
    /// Which user.
    pub user_id: UserId,
    /// Their version after the change: an event with a lower one than the last is late, and is passed over.
    #[schemars(range(min = 1))]
    pub version: u64,
    /// Their address.
    pub email: String,
    /// What they are called.
    pub display_name: String,
    /// Whether they may use the platform.
    pub status: UserStatus,
}

impl EventData for UserUpdated {
    const TYPE: &'static str = "user.updated";
    const VERSION: u32 = 1;
}

/// `user.deleted`: a user is gone, and what others keep about them is to go as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserDeleted {
    /// Which user.
    pub user_id: UserId,
}

impl EventData for UserDeleted {
    const TYPE: &'static str = "user.deleted";
    const VERSION: u32 = 1;
}
