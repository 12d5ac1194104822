//! The notification API: one file for each of its operations.

mod document;
mod list;
mod read;
mod stream;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};
use orion_infra::identity::Tokens;
use orion_infra::stop::Stop;

use crate::live::{Hub, Pace};
use crate::store::Notifications;

/// What requests are answered from.
#[derive(Debug, Clone)]
pub struct Context {
    /// What was told.
    pub notifications: Notifications,
    /// Those who listen.
    pub hub: Hub,
    /// How quick they have to be.
    pub pace: Pace,
    /// How it is known who asks.
    pub tokens: Tokens,
    /// When those who listen are to go.
    pub stop: Stop,
}

/// All operations.
pub fn routes(context: Context) -> Router {
    Router::new()
        .route("/openapi.json", get(document::document))
        .route("/v1/notifications", get(list::list))
        .route("/v1/notifications/read", post(read::mark_read))
        .route("/v1/notifications/stream", get(stream::stream))
        .with_state(context)
}

impl FromRef<Context> for Tokens {
    fn from_ref(context: &Context) -> Self {
        context.tokens.clone()
    }
}
