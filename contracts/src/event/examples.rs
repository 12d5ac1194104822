//! Examples of what events say.

use super::{NotificationSent, UserDeleted, UserRegistered, UserUpdated};
use crate::api::Example;
use crate::notification::v1::Channel;
use crate::user::v1::UserStatus;
use crate::{NotificationId, UserId};

impl Example for UserRegistered {
    fn example() -> Self {
        Self {
            user_id: UserId::example(),
            email: "ada@example.com".to_owned(),
            display_name: "Ada Lovelace".to_owned(),
        }
    }
}

impl Example for UserUpdated {
    fn example() -> Self {
        Self {
            user_id: UserId::example(),
            version: 2,
            email: "ada@example.com".to_owned(),
            display_name: "Ada King".to_owned(),
            status: UserStatus::Active,
        }
    }
}

impl Example for UserDeleted {
    fn example() -> Self {
        Self {
            user_id: UserId::example(),
        }
    }
}

impl Example for NotificationSent {
    fn example() -> Self {
        Self {
            notification_id: NotificationId::example(),
            user_id: UserId::example(),
            channel: Channel::InApp,
        }
    }
}
