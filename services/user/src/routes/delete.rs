//! `DELETE /v1/users/{id}`: the user goes, and everybody is told, so that what others keep goes as well.

use axum::extract::State;
use axum::http::StatusCode;
use orion_contracts::UserId;
use orion_contracts::event::UserDeleted;
use orion_infra::http::{Path, Reply};
use orion_infra::identity::Caller;
use orion_infra::outbox;

use super::Context;
use super::refusal::{changed_meanwhile, no_such_user, not_allowed};
use super::version::IfMatch;
use crate::domain::may_change;
use crate::{events, store};

pub(super) async fn delete(
    State(context): State<Context>,
    caller: Caller,
    Path(id): Path<UserId>,
    if_match: IfMatch,
) -> Reply<StatusCode> {
    caller.self_or_admin(id)?;

    let mut transaction = context.profiles.begin().await?;
    let user = context.profiles.hold(&mut transaction, id).await?;
    let user = user.ok_or_else(no_such_user)?;
    may_change(&user, caller.is_admin()).map_err(not_allowed)?;
    if !if_match.holds(user.version) {
        return Err(changed_meanwhile(user.version));
    }
    let now = store::now();
    store::remove(&mut transaction, id, now).await?;
    let told = events::event(now, UserDeleted { user_id: id });
    outbox::add(&mut transaction, &told).await?;
    transaction.commit().await?;
    context.outbox.wake();
    Ok(StatusCode::NO_CONTENT)
}
