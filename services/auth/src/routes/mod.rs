//! What the service answers.

mod introspect;
mod jwks;
mod log_in;
mod log_out;
mod openapi;
mod refresh;
mod refusals;
mod register;
mod token_pair;

use axum::Router;
use axum::routing::{get, post};
use orion_contracts::auth::v1::operations::{INTROSPECT, JWKS, LOG_IN, LOG_OUT, REFRESH, REGISTER};

use crate::app::App;

/// Every route, as the contract names it.
pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route(REGISTER.path, post(register::register))
        .route(LOG_IN.path, post(log_in::log_in))
        .route(REFRESH.path, post(refresh::refresh))
        .route(LOG_OUT.path, post(log_out::log_out))
        .route(INTROSPECT.path, post(introspect::introspect))
        .route(JWKS.path, get(jwks::jwks))
        .route("/openapi.json", get(openapi::document))
        .with_state(app)
}
