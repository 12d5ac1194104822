//! `GET /v1/users/me`: who asks.

use axum::extract::State;
use axum::response::IntoResponse;
use orion_infra::http::Reply;
use orion_infra::identity::Caller;

use super::{Context, read::found};

pub(super) async fn me(State(context): State<Context>, caller: Caller) -> Reply<impl IntoResponse> {
    found(&context, caller.user).await
}
