//! The user API: one file for each of its operations.

mod delete;
mod document;
mod list;
mod me;
mod read;
mod refusal;
mod update;
mod version;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use orion_infra::identity::Tokens;
use orion_infra::outbox::Outbox;

use crate::store::Profiles;

/// What requests are answered from.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who is there.
    pub profiles: Profiles,
    /// What others are told.
    pub outbox: Outbox,
    /// How it is known who asks.
    pub tokens: Tokens,
}

/// All operations.
pub fn routes(context: Context) -> Router {
    Router::new()
        .route("/openapi.json", get(document::document))
        .route("/v1/users", get(list::list))
        .route("/v1/users/me", get(me::me))
        .route(
            "/v1/users/{id}",
            get(read::read).patch(update::update).delete(delete::delete),
        )
        .with_state(context)
}

impl FromRef<Context> for Tokens {
    fn from_ref(context: &Context) -> Self {
        context.tokens.clone()
    }
}
