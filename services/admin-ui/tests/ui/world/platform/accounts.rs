//! The user service's part.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use orion_contracts::UserId;
use orion_contracts::page::{Cursor, Page};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, User};

use super::Inside;
use super::gate::{Caller, Refusal, wanted_version};

pub(super) async fn list(
    State(inside): State<Inside>,
    caller: Caller,
    Query(request): Query<ListUsersRequest>,
) -> Result<Json<Page<User>>, Refusal> {
    caller.admin()?;
    Refusal::unless_valid(&request)?;
    let state = inside.lock();
    let search = request.search.as_deref().unwrap_or_default().to_lowercase();
    let after = request.after.map(Cursor::id);
    let mut items: Vec<User> = state
        .accounts
        .iter()
        .map(|account| account.user.clone())
        .filter(|user| after.is_none_or(|after| user.id.0 > after))
        .filter(|user| {
            user.display_name.to_lowercase().contains(&search) || user.email.contains(&search)
        })
        .collect();
    let limit = usize::from(request.limit());
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().map(|last| Cursor::after(last.id.0));
    let next = last.filter(|_| more);
    Ok(Json(Page { items, next }))
}

pub(super) async fn me(
    State(inside): State<Inside>,
    caller: Caller,
) -> Result<Json<User>, Refusal> {
    known(&inside, caller.user)
}

pub(super) async fn get(
    State(inside): State<Inside>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<Json<User>, Refusal> {
    if caller.user != id {
        caller.admin()?;
    }
    known(&inside, id)
}

pub(super) async fn update(
    State(inside): State<Inside>,
    caller: Caller,
    Path(id): Path<UserId>,
    headers: HeaderMap,
    Json(request): Json<UpdateUserRequest>,
) -> Result<Json<User>, Refusal> {
    caller.admin()?;
    Refusal::unless_valid(&request)?;
    let version = wanted_version(&headers)?;
    let mut state = inside.lock();
    let user = state.user(id).ok_or(Refusal::of(ProblemCode::NotFound))?;
    if user.version != version {
        return Err(Refusal::of(ProblemCode::PreconditionFailed));
    }
    if let Some(name) = request.display_name {
        if name == "not this one" {
            let mut problem = Refusal::of(ProblemCode::InvalidRequest);
            problem.0.errors.push(orion_contracts::problem::FieldError {
                pointer: "/display_name".to_owned(),
                detail: "must be another one".to_owned(),
            });
            return Err(problem);
        }
        name.trim().clone_into(&mut user.display_name);
    }
    user.status = request.status.unwrap_or(user.status);
    user.version += 1;
    Ok(Json(user.clone()))
}

pub(super) async fn delete(
    State(inside): State<Inside>,
    caller: Caller,
    Path(id): Path<UserId>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    caller.admin()?;
    let version = wanted_version(&headers)?;
    let mut state = inside.lock();
    let user = state.user(id).ok_or(Refusal::of(ProblemCode::NotFound))?;
    if user.version != version {
        return Err(Refusal::of(ProblemCode::PreconditionFailed));
    }
    state.accounts.retain(|account| account.user.id != id);
    Ok(StatusCode::NO_CONTENT)
}

fn known(inside: &Inside, id: UserId) -> Result<Json<User>, Refusal> {
    let mut state = inside.lock();
    let user = state.user(id).ok_or(Refusal::of(ProblemCode::NotFound))?;
    Ok(Json(user.clone()))
}
