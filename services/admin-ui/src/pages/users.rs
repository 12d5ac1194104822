//! The list of users.

use askama::Template;
use orion_contracts::user::v1::User;

use super::{Field, Frame, Moment, Paging, Standing};

/// Some of them, with a way to search.
#[derive(Debug, Template)]
#[template(path = "users.html")]
pub(crate) struct UsersPage {
    pub(crate) frame: Frame,
    pub(crate) search: Field,
    pub(crate) caption: String,
    pub(crate) rows: Vec<UserRow>,
    pub(crate) pages: Paging,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct UserRow {
    id: String,
    name: String,
    email: String,
    status: Standing,
    created_at: Moment,
    updated_at: Moment,
}

impl From<User> for UserRow {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.display_name,
            email: user.email,
            status: Standing(user.status),
            created_at: Moment(user.created_at),
            updated_at: Moment(user.updated_at),
        }
    }
}
