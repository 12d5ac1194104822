//! Where each page is.

mod delete_user;
mod live;
mod log_in;
mod log_out;
mod notifications;
mod services;
mod user;
mod users;

pub(crate) use log_out::at_auth;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{MethodRouter, any, get};

use crate::app::App;
use crate::assets;
use crate::web::{Failed, explain, harden, same_origin};

/// All of them.
pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route("/", to("/users"))
        .route("/login", get(log_in::show).post(log_in::enter))
        .route("/logout", to("/").post(log_out::leave))
        .route("/users", get(users::list))
        .route("/users/{id}", get(user::show).post(user::rename))
        .route("/users/{id}/status", get(user::back).post(user::set_status))
        .route(
            "/users/{id}/delete",
            get(delete_user::ask).post(delete_user::delete),
        )
        .route("/notifications", get(notifications::list))
        .route(
            "/notifications/read",
            to("/notifications").post(notifications::mark),
        )
        .route("/live", get(live::show))
        .route("/live/stream", get(live::stream))
        .route("/services", get(services::show))
        .route("/assets/{name}", get(assets::serve))
        .route("/{*rest}", any(async || Failed::NotFound))
        .layer(from_fn(same_origin))
        .layer(from_fn_with_state(app.clone(), explain))
        .layer(from_fn_with_state(app.cookies, harden))
        .with_state(app)
}

/// Leads there whoever reads here: what forms are sent to is nothing to be read.
fn to(path: &'static str) -> MethodRouter<App> {
    get(async move || Redirect::to(path))
}
