//! Asks whether a user is really to be deleted.

use askama::Template;

use super::{Frame, UserDetails};

/// The question.
#[derive(Debug, Template)]
#[template(path = "delete_user.html")]
pub(crate) struct DeleteUserPage {
    pub(crate) frame: Frame,
    pub(crate) user: UserDetails,
    /// Whether somebody changed the user since the question was asked the first time.
    pub(crate) changed: bool,
}
