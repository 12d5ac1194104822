//! Log in.

use askama::Template;

use super::{Field, Frame};

/// Asks who somebody is.
#[derive(Debug, Template)]
#[template(path = "log_in.html")]
pub(crate) struct LogInPage {
    pub(crate) frame: Frame,
    /// Where to go on from here.
    pub(crate) next: String,
    /// Why somebody who may have been logged in has to do it again.
    pub(crate) reason: Option<&'static str>,
    /// Why they are not let in.
    pub(crate) trouble: Option<String>,
    pub(crate) email: Field,
    pub(crate) password: Field,
}
