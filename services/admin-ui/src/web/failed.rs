//! Why a request is not answered with what it asked for.

use std::error::Error;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::gateway::Trouble;

/// The reason. It travels with the response to [`super::explain()`], which knows who asked, and makes a page of
/// it.
#[derive(Debug)]
pub(crate) enum Failed {
    /// Nobody is logged in, or not any more.
    LoggedOut,
    /// The form is not from a page that was sent to this session.
    Forged,
    /// There is no such page.
    NotFound,
    /// The form's content cannot be used, and no page of ours sends it so.
    Malformed,
    /// The form is longer than any page of ours sends.
    TooLong,
    /// It is the account that the admin is logged in with.
    OwnAccount,
    /// The gateway did not do it.
    Gateway(Trouble),
    /// The admin UI itself is at fault.
    Internal(Box<dyn Error + Send + Sync>),
}

impl Failed {
    /// Of a fault of the admin UI itself.
    pub(crate) fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

impl From<Trouble> for Failed {
    fn from(trouble: Trouble) -> Self {
        Self::Gateway(trouble)
    }
}

impl From<getrandom::Error> for Failed {
    fn from(error: getrandom::Error) -> Self {
        Self::internal(error)
    }
}
