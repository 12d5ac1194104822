//! One user, to look at and to change.

use askama::Template;
use orion_contracts::user::v1::User;

use super::{Field, Frame, Moment, Standing};

/// The user, and the forms that change them.
#[derive(Debug, Template)]
#[template(path = "user.html")]
pub(crate) struct UserPage {
    pub(crate) frame: Frame,
    pub(crate) user: UserDetails,
    /// Whether it is who looks.
    pub(crate) own: bool,
    pub(crate) name: Field,
    pub(crate) longest_name: usize,
    /// What is saved, where somebody else changed the user since the form was sent.
    pub(crate) conflict: Option<String>,
    pub(crate) trouble: Option<String>,
}

/// What a page says of a user.
#[derive(Debug)]
pub(crate) struct UserDetails {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) status: Standing,
    pub(super) version: u64,
    pub(super) created_at: Moment,
    pub(super) updated_at: Moment,
}

impl From<User> for UserDetails {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.display_name,
            email: user.email,
            status: Standing(user.status),
            version: user.version,
            created_at: Moment(user.created_at),
            updated_at: Moment(user.updated_at),
        }
    }
}
