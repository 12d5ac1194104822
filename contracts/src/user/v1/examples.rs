//! Examples of the user API.

use jiff::Timestamp;

use super::{ListUsersRequest, UpdateUserRequest, User, UserStatus};
use crate::UserId;
use crate::api::Example;
use crate::page::{Cursor, Page};

impl Example for User {
    fn example() -> Self {
        Self {
            id: UserId::example(),
            email: "ada@example.com".to_owned(),
            display_name: "Ada Lovelace".to_owned(),
            status: UserStatus::Active,
            version: 3,
            created_at: Timestamp::constant(1_767_603_600, 0),
            updated_at: Timestamp::constant(1_767_690_000, 500_000_000),
        }
    }
}

impl Example for Page<User> {
    fn example() -> Self {
        Self {
            items: vec![User::example()],
            next: Some(Cursor::example()),
        }
    }
}

impl Example for ListUsersRequest {
    fn example() -> Self {
        Self {
            after: Some(Cursor::example()),
            limit: Some(20),
            search: Some("ada".to_owned()),
        }
    }
}

impl Example for UpdateUserRequest {
    fn example() -> Self {
        Self {
            display_name: Some("Ada King".to_owned()),
            status: None,
        }
    }
}
