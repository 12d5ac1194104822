//! `GET /v1/notifications`: one's own, or for admins anybody's.

use axum::extract::State;
use orion_contracts::NotificationId;
use orion_contracts::notification::v1::{ListNotificationsRequest, Notification};
use orion_contracts::page::{Cursor, Page};
use orion_infra::http::{Json, Query, Reply};
use orion_infra::identity::Caller;

use super::Context;
use crate::store::Selection;

pub(super) async fn list(
    State(context): State<Context>,
    caller: Caller,
    Query(request): Query<ListNotificationsRequest>,
) -> Reply<Json<Page<Notification>>> {
    let selection = selection(&caller, &request)?;
    let before = request.after.map(|cursor| NotificationId(cursor.id()));
    // One more than the page holds tells whether another follows.
    let limit = request.limit();
    let mut items = context
        .notifications
        .page(selection, request.unread, before, limit.saturating_add(1))
        .await?;
    let more = items.len() > usize::from(limit);
    items.truncate(usize::from(limit));
    let last = items.last().filter(|_| more);
    let next = last.map(|notification| Cursor::after(notification.id.0));
    Ok(Json(Page { items, next }))
}

/// What is asked for, if whoever asks may.
fn selection(caller: &Caller, request: &ListNotificationsRequest) -> Reply<Selection> {
    let foreign = request.user.is_some_and(|user| user != caller.user);
    if request.all || foreign {
        caller.admin()?;
    }
    Ok(match request.user {
        Some(user) if caller.is_admin() => Selection::About(user),
        None if request.all => Selection::All,
        _ => Selection::Own(caller.user),
    })
}
