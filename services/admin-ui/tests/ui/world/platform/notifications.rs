//! The notification service's part.

use axum::Json;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::Timestamp;
use orion_contracts::notification::v1::{
    ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification, StreamRequest,
};
use orion_contracts::page::{Cursor, Page};
use tokio::sync::broadcast::Receiver;

use super::Inside;
use super::gate::{Caller, Refusal};

pub(super) async fn list(
    State(inside): State<Inside>,
    caller: Caller,
    Query(request): Query<ListNotificationsRequest>,
) -> Result<Json<Page<Notification>>, Refusal> {
    if request.all || request.user.is_some() {
        caller.admin()?;
    }
    Refusal::unless_valid(&request)?;
    let whose = match request.user {
        None if request.all => None,
        None => Some(caller.user),
        user => user,
    };
    let after = request.after.map(Cursor::id);
    let state = inside.lock();
    let mut items: Vec<Notification> = state
        .notifications
        .iter()
        .rev()
        .filter(|notification| after.is_none_or(|after| notification.id.0 < after))
        .filter(|notification| whose.is_none_or(|user| notification.user_id == user))
        .filter(|notification| !request.unread || notification.read_at.is_none())
        .cloned()
        .collect();
    let limit = usize::from(request.limit());
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().map(|last| Cursor::after(last.id.0));
    let next = last.filter(|_| more);
    Ok(Json(Page { items, next }))
}

pub(super) async fn mark(
    State(inside): State<Inside>,
    caller: Caller,
    Json(request): Json<MarkReadRequest>,
) -> Result<Json<MarkReadResponse>, Refusal> {
    Refusal::unless_valid(&request)?;
    let mut marked = 0;
    for notification in &mut inside.lock().notifications {
        let own = notification.user_id == caller.user && request.ids.contains(&notification.id);
        if own && notification.read_at.is_none() {
            notification.read_at = Some(Timestamp::now());
            marked += 1;
        }
    }
    Ok(Json(MarkReadResponse { marked }))
}

pub(super) async fn stream(
    State(inside): State<Inside>,
    caller: Caller,
    Query(request): Query<StreamRequest>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    if request.all {
        caller.admin()?;
    }
    let listener = inside.lock().live.subscribe();
    Ok(upgrade.on_upgrade(async move |socket| {
        push(socket, listener).await;
        inside.changed();
    }))
}

async fn push(mut socket: WebSocket, mut listener: Receiver<String>) {
    loop {
        tokio::select! {
            text = listener.recv() => {
                let Ok(text) = text else { break };
                if socket.send(Message::text(text)).await.is_err() {
                    return;
                }
            }
            heard = socket.recv() => {
                if !matches!(heard, Some(Ok(_))) {
                    return;
                }
            }
        }
    }
    let _ = socket.send(Message::Close(None)).await;
}
