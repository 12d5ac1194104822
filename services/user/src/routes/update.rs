//! `PATCH /v1/users/{id}`: changes a user, and tells everybody.

use axum::extract::State;
use axum::response::IntoResponse;
use orion_contracts::UserId;
use orion_contracts::event::{Event, UserUpdated};
use orion_contracts::user::v1::{UpdateUserRequest, User};
use orion_infra::http::{Json, Path, Reply};
use orion_infra::identity::Caller;
use orion_infra::outbox;

use super::Context;
use super::refusal::{changed_meanwhile, no_such_user, not_allowed};
use super::version::{IfMatch, Versioned};
use crate::domain::Change;
use crate::{events, store};

pub(super) async fn update(
    State(context): State<Context>,
    caller: Caller,
    Path(id): Path<UserId>,
    if_match: IfMatch,
    Json(request): Json<UpdateUserRequest>,
) -> Reply<impl IntoResponse> {
    caller.self_or_admin(id)?;
    let change = Change::new(request, caller.is_admin()).map_err(not_allowed)?;

    let mut transaction = context.profiles.begin().await?;
    let user = context.profiles.hold(&mut transaction, id).await?;
    let user = user.ok_or_else(no_such_user)?;
    if !if_match.holds(user.version) {
        return Err(changed_meanwhile(user.version));
    }
    let changed = change.of(&user, store::now()).map_err(not_allowed)?;
    let Some(changed) = changed else {
        return Ok(Versioned(user));
    };
    store::change(&mut transaction, &changed).await?;
    outbox::add(&mut transaction, &told(&changed)).await?;
    transaction.commit().await?;
    context.outbox.wake();
    Ok(Versioned(changed))
}

fn told(user: &User) -> Event<UserUpdated> {
    events::event(
        user.updated_at,
        UserUpdated {
            user_id: user.id,
            version: user.version,
            email: user.email.clone(),
            display_name: user.display_name.clone(),
            status: user.status,
        },
    )
}
