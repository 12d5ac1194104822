//! Feeds one browser's live page from the gateway's WebSocket, for as long as both are there and the session
//! lasts. When the WebSocket ends, so does this: the browser comes back by itself, says what it saw last, and
//! is sent what it missed.

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use orion_contracts::NotificationId;
use orion_contracts::notification::v1::{ListNotificationsRequest, Notification};
use orion_contracts::problem::ProblemCode;
use orion_infra::trace::carried;
use tokio::sync::mpsc::Sender;

use crate::gateway::Authorized;
use crate::pages::Activity;
use crate::web::{Failed, Visit};

/// How long a browser waits before it comes back.
const RETRY: Duration = Duration::from_secs(3);
/// How many notifications are looked through for what a browser missed.
const MISSED: u16 = 100;

/// Says that the session is over, so that the browser does not come back.
pub(crate) fn ended() -> Event {
    Event::default()
        .event("ended")
        .data("Your session has ended. Reload the page to log in again.")
}

/// Says that there is nothing to be seen, so that the browser does not come back.
fn refused() -> Event {
    Event::default()
        .event("ended")
        .data("The platform does not let this account see live activity.")
}

/// Says that the platform cannot be heard for now.
fn trouble() -> Event {
    Event::default()
        .event("trouble")
        .data("The platform cannot be reached. Trying again…")
}

/// Feeds `events` in a task of its own.
pub(crate) fn start(visit: Visit, after: Option<NotificationId>, events: Sender<Event>) {
    tokio::spawn(carried(async move {
        let mut stop = visit.app.stop.clone();
        let mut ending = visit.session.ending();
        let last = tokio::select! {
            () = events.closed() => return,
            () = stop.requested() => return,
            () = ending.requested() => ended(),
            () = visit.app.sessions.outlives(&visit.session) => ended(),
            Err(failed) = relay(&visit, after, &events) => match failed {
                Failed::LoggedOut => ended(),
                Failed::Gateway(trouble) if trouble.code() == Some(ProblemCode::Forbidden) => refused(),
                failed => {
                    tracing::warn!(?failed, "a live page was cut off from the platform");
                    trouble()
                }
            },
        };
        // The browser may be gone already.
        let _ = events.send(last).await;
    }));
}

/// Sends what was missed, then what comes, until something fails.
async fn relay(
    visit: &Visit,
    after: Option<NotificationId>,
    events: &Sender<Event>,
) -> Result<Infallible, Failed> {
    // First the stream, then the list: what happens between the two is in both rather than in neither.
    let mut activity = visit.ask(Authorized::activity).await?;
    let ready = Event::default().event("ready").data("Live.").retry(RETRY);
    // When the browser is gone this ends from outside.
    let _ = events.send(ready).await;
    let missed = missed(visit, after).await?;
    let sent: HashSet<NotificationId> = missed.iter().map(|missed| missed.id).collect();
    for notification in missed {
        let _ = events.send(event(visit, notification).await?).await;
    }
    loop {
        let notification = activity.next().await?;
        if !sent.contains(&notification.id) {
            let _ = events.send(event(visit, notification).await?).await;
        }
    }
}

/// What came after the last notification that the browser knows, oldest first.
async fn missed(visit: &Visit, after: Option<NotificationId>) -> Result<Vec<Notification>, Failed> {
    let request = ListNotificationsRequest {
        all: true,
        limit: Some(MISSED),
        ..ListNotificationsRequest::default()
    };
    let newest_first = visit
        .ask(|gateway| gateway.notifications(request.clone()))
        .await?
        .items;
    let mut missed: Vec<_> = newest_first
        .into_iter()
        .take_while(|notification| Some(notification.id) != after)
        .collect();
    missed.reverse();
    Ok(missed)
}

async fn event(visit: &Visit, notification: Notification) -> Result<Event, Failed> {
    let id = notification.id.to_string();
    let to = visit.app.names.one(notification.user_id, visit).await;
    Event::default()
        .event("activity")
        .id(id)
        .json_data(Activity::new(notification, to))
        .map_err(Failed::internal)
}
