//! The pages: what each shows, and its template.

mod delete_user;
mod field;
mod frame;
mod live;
mod log_in;
mod moment;
mod notifications;
mod paging;
mod services;
mod standing;
mod trouble;
mod user;
mod users;

pub(crate) use delete_user::DeleteUserPage;
pub(crate) use field::Field;
pub(crate) use frame::{Frame, Section};
pub(crate) use live::{Activity, LivePage};
pub(crate) use log_in::LogInPage;
pub(crate) use moment::Moment;
pub(crate) use notifications::{NotificationRow, NotificationsPage, View};
pub(crate) use paging::Paging;
pub(crate) use services::ServicesPage;
pub(crate) use standing::Standing;
pub(crate) use trouble::TroublePage;
pub(crate) use user::{UserDetails, UserPage};
pub(crate) use users::UsersPage;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use crate::web::Failed;

/// The page as a response.
///
/// # Errors
/// When the template fails, which none does by what it shows.
pub(crate) fn answer(status: StatusCode, page: &impl Template) -> Result<Response, Failed> {
    let text = page.render().map_err(Failed::internal)?;
    Ok((status, Html(text)).into_response())
}
