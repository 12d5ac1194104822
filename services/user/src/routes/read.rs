//! `GET /v1/users/{id}`: one user, with their version as entity tag.

use axum::extract::State;
use axum::response::IntoResponse;
use orion_contracts::UserId;
use orion_infra::http::{Path, Reply};
use orion_infra::identity::Caller;

use super::Context;
use super::refusal::no_such_user;
use super::version::Versioned;

pub(super) async fn read(
    State(context): State<Context>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Reply<impl IntoResponse> {
    caller.self_or_admin(id)?;
    found(&context, id).await
}

/// The user, if there is one.
pub(super) async fn found(context: &Context, id: UserId) -> Reply<Versioned> {
    let user = context.profiles.find(id).await?;
    Ok(Versioned(user.ok_or_else(no_such_user)?))
}
