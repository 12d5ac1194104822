//! `GET /v1/users`: everybody, or those whose name or address holds a text.

use axum::extract::State;
use orion_contracts::UserId;
use orion_contracts::page::{Cursor, NotACursor, Page};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::{ListUsersRequest, User};
use orion_infra::http::{ApiProblem, Json, Query, Reply};
use orion_infra::identity::Caller;

use super::Context;
use crate::domain::Search;
use crate::store::Place;

pub(super) async fn list(
    State(context): State<Context>,
    caller: Caller,
    Query(request): Query<ListUsersRequest>,
) -> Reply<Json<Page<User>>> {
    caller.admin()?;
    let search = match &request.search {
        Some(text) => Search::containing(text),
        None => Search::everybody(),
    };
    let after = match request.after {
        None => Place::START,
        Some(cursor) => context
            .profiles
            .place(UserId(cursor.id()))
            .await?
            .ok_or_else(not_a_cursor)?,
    };
    // One more than the page holds tells whether another follows.
    let limit = request.limit();
    let mut items = context
        .profiles
        .page(&search, after, limit.saturating_add(1))
        .await?;
    let more = items.len() > usize::from(limit);
    items.truncate(usize::from(limit));
    let last = items.last().filter(|_| more);
    let next = last.map(|user| Cursor::after(user.id.0));
    Ok(Json(Page { items, next }))
}

fn not_a_cursor() -> ApiProblem {
    ApiProblem::new(ProblemCode::InvalidRequest).field("/after", NotACursor.to_string())
}
